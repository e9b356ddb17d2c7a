/** Prints what the service costs, from assumptions.json or the file that is named. */
import { readFile } from 'node:fs/promises';
import { costTables } from './cost-table.ts';

const path = process.argv[2] ?? new URL('assumptions.json', import.meta.url);
process.stdout.write(`${costTables(JSON.parse(await readFile(path, 'utf8')))}\n`);
