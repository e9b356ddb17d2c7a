import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../../operator-error.ts';
import type { Archive, Bytes } from '../../ports/archive.ts';
import { StorageFault } from '../../ports/storage-fault.ts';
import { type BareRow, fromLine } from '../../store/backup-line.ts';
import { type Part, partName } from '../../store/backup-manifest.ts';

/**
 * The rows of one table as they were copied, read as they are consumed. At their end it rejects with `backup.damaged`,
 * unless they are as many as the manifest says and its SHA-256 is that of what was read; and before it, where something
 * is no row at all.
 */
export async function* readPart(archive: Archive, backup: string, part: Part): AsyncGenerator<BareRow> {
  const name = partName(backup, part.table);
  const bytes = await archive.open(name);
  if (bytes === undefined) throw damaged(name, 'it is gone');
  const hash = createHash('sha256');
  let rows = 0;
  try {
    for await (const line of linesOf(unpacked(hashed(bytes, hash)))) {
      yield fromLine(line);
      rows += 1;
    }
  } catch (cause) {
    if (cause instanceof StorageFault) throw cause;
    throw damaged(name, `its row ${rows + 1} cannot be read`, cause);
  }
  if (rows !== part.rows) throw damaged(name, `it has ${rows} rows, not ${part.rows}`);
  if (hash.digest('hex') !== part.sha256) throw damaged(name, 'its SHA-256 is another one');
}

function unpacked(bytes: Bytes): AsyncIterable<string> {
  // An error of the source ends the unpacking with that error, which whoever reads from it gets.
  return pipeline(Readable.from(bytes), createGunzip(), () => undefined).setEncoding('utf8');
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = '';
  for await (const piece of text) {
    const lines = (begun + piece).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') yield begun;
}

async function* hashed(bytes: Bytes, hash: { update(piece: Uint8Array): unknown }): Bytes {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

function damaged(name: string, why: string, cause?: unknown): OperatorError {
  return new OperatorError(
    'backup.damaged',
    `The part ${name} of the backup is not what was written: ${why}.`,
    'Restore another backup (list-backups); the container may keep earlier versions of its blobs.',
    { cause },
  );
}
