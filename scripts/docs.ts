/** Writes the parts of the documentation that are made from declarations: docs/configuration.md. */
import { writeFile } from 'node:fs/promises';
import { groups } from '../shared/config/groups.ts';
import { settingsPage } from './settings-page.ts';

await writeFile(new URL('../docs/configuration.md', import.meta.url), settingsPage(groups));
