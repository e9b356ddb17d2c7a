import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OperatorError } from '../../../shared/operator-error.ts';
import type { ExportedRow } from '../../../shared/use-cases/organizations/export-organization.ts';

/** Writes the rows as lines of JSON into a new file that only its owner can read, and a last line; resolves to how many. */
export async function writeExport(file: string, rows: AsyncIterable<ExportedRow>): Promise<number> {
  let count = 0;
  const lines = async function* () {
    for await (const row of rows) {
      count += 1;
      yield `${JSON.stringify(row)}\n`;
    }
    yield `${JSON.stringify({ end: true, rows: count })}\n`;
  };
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(Readable.from(lines(), { objectMode: false }), target);
  } catch (error) {
    if (isTaken(error)) {
      throw new OperatorError('file.exists', `The file ${file} is there already.`, 'Name another one.', {
        cause: error,
      });
    }
    await rm(file, { force: true });
    throw error;
  }
  return count;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
