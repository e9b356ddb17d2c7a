import { z } from 'zod';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { joinKey } from './key.ts';
import { columnsOf, rowShape } from './row-shape.ts';

/** What forms a tree or a chain. */
export type StructureKind = 'environment' | 'project' | 'type';

/** The state in which the structure was read. Pass it on to the write whose decision rests on that reading. */
export interface StructureVersion {
  kind: StructureKind;
  changes: number;
  /** Absent before the first change. */
  etag?: string;
}

const row = rowShape(1, { changes: z.int() });

/** Read this first, then the objects, then decide. */
export async function readStructure(
  rows: Rows,
  organizationId: string,
  kind: StructureKind,
): Promise<StructureVersion> {
  const found = await rows.get(configurationTable, organizationId, rowKey(kind));
  if (found === undefined) return { kind, changes: 0 };
  const { v: _version, ...structure } = row.parse(found.values);
  return { kind, ...structure, etag: found.etag };
}

/**
 * A write for the transaction that changes the structure: it fails when anybody else changed it since it was read.
 * A child that is added while its parent is deleted, or two projects made to depend on each other at once, are kept
 * out by this alone, as the storage has no other way to make a write depend on rows that it does not touch.
 */
export function structureWrite(structure: StructureVersion): RowWrite {
  const { kind, changes, etag } = structure;
  const values = { ...columnsOf(structure), v: 1, changes: changes + 1 };
  if (etag === undefined) return { kind: 'insert', rowKey: rowKey(kind), values };
  return { kind: 'replace', rowKey: rowKey(kind), values, etag };
}

function rowKey(kind: StructureKind): string {
  return joinKey('structure', kind);
}
