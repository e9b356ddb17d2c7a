import { z } from 'zod';

/** What one table's part of a backup holds. */
const part = z.object({
  table: z.string(),
  rows: z.int().min(0),
  /** Of the part as it is stored, compressed. */
  bytes: z.int().min(0),
  sha256: z.hex().length(64),
});

/** Says what a whole backup consists of. It is written last: a backup without one was cut off. */
export const manifest = z.object({
  format: z.literal(1),
  name: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  tables: z.array(part),
});

export type Part = z.infer<typeof part>;
export type Manifest = z.infer<typeof manifest>;

const suffix = '/manifest.json';
/** How the names of all manifests end. */
export const manifestSuffix = suffix;

export function manifestName(backup: string): string {
  return `${backup}${suffix}`;
}

/** The backup that a manifest of this name belongs to. */
export function backupOf(name: string): string {
  return name.slice(0, -suffix.length);
}

export function partName(backup: string, table: string): string {
  return `${backup}/${table}.jsonl.gz`;
}

/** Of a backup that is begun now, e.g. `20260102T030405Z`: the order of names is that of time. */
export function nameBackup(now: Date): string {
  return now.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}
