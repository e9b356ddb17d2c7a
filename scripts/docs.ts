/**
 * Writes what is made from declarations: docs/configuration.md, the commands in docs/administration.md, and the settings
 * in infra/main.parameters.json.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { groups, settings } from '../shared/config/groups.ts';
import { topics } from './admin/topics.ts';
import { withCommands } from './commands-section.ts';
import { passedOnSettings } from './deployment-settings.ts';
import { settingsPage } from './settings-page.ts';

await writeFile(new URL('../docs/configuration.md', import.meta.url), settingsPage(groups));

const administration = new URL('../docs/administration.md', import.meta.url);
await writeFile(administration, withCommands(await readFile(administration, 'utf8'), topics));

const parameters = new URL('../infra/main.parameters.json', import.meta.url);
const file = JSON.parse(await readFile(parameters, 'utf8'));
file.parameters.settings.value = passedOnSettings(settings.keys());
await writeFile(parameters, `${JSON.stringify(file, null, 2)}\n`);
