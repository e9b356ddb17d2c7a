import { OperatorError } from '../../operator-error.ts';
import { type Archive, ArchiveConflict } from '../../ports/archive.ts';
import type { Tables } from '../../ports/tables.ts';
import { type Manifest, manifestName, nameBackup, type Part } from '../../store/backup-manifest.ts';
import { everyTable } from '../../store/every-table.ts';
import type { Deps } from '../deps.ts';
import { writePart } from './write-part.ts';

/**
 * Copies all tables into the archive, one after the other, and then the manifest: cut off, it leaves parts that nobody
 * takes for a backup. Sealed values stay sealed and data keys wrapped. While the service runs, what changes meanwhile may
 * be in one table and not in another (see `everyTable`). Rejects with `backup.exists` when one was begun in this second.
 */
export async function backUp(
  { tables, archive, clock }: { tables: Tables; archive: Archive } & Pick<Deps, 'clock'>,
  { onPart }: { onPart?: (part: Part) => void } = {},
): Promise<Manifest> {
  const startedAt = clock.now();
  const name = nameBackup(startedAt);
  const parts: Part[] = [];
  try {
    for (const table of everyTable) {
      const part = await writePart(archive, name, table, tables.scan(table));
      parts.push(part);
      onPart?.(part);
    }
    const finishedAt = clock.now().toISOString();
    const manifest: Manifest = { format: 1, name, startedAt: startedAt.toISOString(), finishedAt, tables: parts };
    await archive.put(manifestName(name), bytesOf(JSON.stringify(manifest)));
    return manifest;
  } catch (cause) {
    if (!(cause instanceof ArchiveConflict)) throw cause;
    const sentence = `Another backup named ${name} is being made, or was cut off.`;
    throw new OperatorError('backup.exists', sentence, 'Repeat the command: a second later the name is another one.', {
      cause,
    });
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
