import { OperatorError } from '../../operator-error.ts';
import type { Archive } from '../../ports/archive.ts';
import { type Manifest, manifest, manifestName, partName } from '../../store/backup-manifest.ts';
import { everyTable } from '../../store/every-table.ts';

/** What the backup consists of. Rejects with `backup.not-found`, `backup.incomplete`, `backup.format`. */
export async function readManifest(archive: Archive, backup: string): Promise<Manifest> {
  const bytes = await archive.open(manifestName(backup));
  if (bytes === undefined) throw await missing(archive, backup);
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const read = manifest.safeParse(parseJson(Buffer.concat(pieces).toString('utf8')));
  const known = read.success && read.data.tables.every(({ table }) => everyTable.includes(table));
  if (read.success && known) return read.data;
  throw new OperatorError(
    'backup.format',
    `The manifest of the backup ${backup} is none that this version understands.`,
    'Use the version of the service that made the backup, or a later one.',
    { cause: read.error },
  );
}

async function missing(archive: Archive, backup: string): Promise<OperatorError> {
  const next = 'Choose a whole one: list-backups names them.';
  const [first = ''] = everyTable;
  return (await archive.open(partName(backup, first))) === undefined
    ? new OperatorError('backup.not-found', `There is no backup ${backup}.`, next)
    : new OperatorError('backup.incomplete', `The backup ${backup} was cut off: it has no manifest.`, next);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
