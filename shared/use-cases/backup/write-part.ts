import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Archive, Bytes } from '../../ports/archive.ts';
import type { Row } from '../../ports/rows.ts';
import { toLine } from '../../store/backup-line.ts';
import { type Part, partName } from '../../store/backup-manifest.ts';

/** Characters that are compressed at once: a line alone would be a call for each row. */
const pieceLength = 64 * 1024;

/** Copies the rows of one table into the archive, a page at a time. */
export async function writePart(
  archive: Archive,
  backup: string,
  table: string,
  rows: AsyncIterable<Row>,
): Promise<Part> {
  const part = { table, rows: 0, bytes: 0 };
  const hash = createHash('sha256');
  const lines = async function* () {
    let piece = '';
    for await (const row of rows) {
      part.rows += 1;
      piece += `${toLine(row)}\n`;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  };
  await archive.put(partName(backup, table), measured(compressed(lines()), part, hash));
  return { ...part, sha256: hash.digest('hex') };
}

function compressed(text: AsyncIterable<string>): Bytes {
  // An error of the source ends the compression with that error, which whoever reads from it gets.
  return pipeline(Readable.from(text, { objectMode: false }), createGzip(), () => undefined);
}

async function* measured(bytes: Bytes, part: { bytes: number }, hash: { update(piece: Uint8Array): unknown }): Bytes {
  for await (const piece of bytes) {
    part.bytes += piece.byteLength;
    hash.update(piece);
    yield piece;
  }
}
