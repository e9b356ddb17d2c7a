/** Writes the parts of the documentation that are made from declarations: docs/configuration.md, docs/administration.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { groups } from '../shared/config/groups.ts';
import { topics } from './admin/topics.ts';
import { withCommands } from './commands-section.ts';
import { settingsPage } from './settings-page.ts';

await writeFile(new URL('../docs/configuration.md', import.meta.url), settingsPage(groups));

const administration = new URL('../docs/administration.md', import.meta.url);
await writeFile(administration, withCommands(await readFile(administration, 'utf8'), topics));
