import { ServiceError } from '../errors.ts';
import { RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { joinKey } from './key.ts';
import { type StructureVersion, structureWrite } from './structure.ts';

/** An environment, a project or a type as rows: itself, and its name, which nothing else of its kind may have. */
export interface NamedObject {
  kind: 'environment' | 'project' | 'type';
  organizationId: string;
  id: string;
  name: string;
  values: RowValues;
}

export interface NamedWriteOptions {
  /** Given when the write rests on who hangs under whom. */
  structure?: StructureVersion;
  /** Further rows of the same transaction. */
  also?: readonly RowWrite[];
}

/** Returns the new etag. Rejects with `object.exists` when the name is taken, with `RowConflict` when the structure changed. */
export async function insertNamed(rows: Rows, object: NamedObject, options: NamedWriteOptions = {}): Promise<string> {
  return writeNamed(rows, object, options, [...insertNamedWrites(object)]);
}

/** The rows of a new object, for transactions that insert several. */
export function insertNamedWrites(object: NamedObject): [RowWrite, RowWrite] {
  const { id, values } = object;
  return [
    { kind: 'insert', rowKey: objectKey(object), values },
    { kind: 'insert', rowKey: nameKey(object), values: { v: 1, id } },
  ];
}

/**
 * Replaces the object if it is as it was read, and returns the new etag. Rejects with `object.exists` when the new
 * name is taken, with `RowConflict` when the object or the structure changed.
 */
export async function replaceNamed(
  rows: Rows,
  object: NamedObject,
  was: { name: string; etag: string },
  options: NamedWriteOptions = {},
): Promise<string> {
  const renaming: RowWrite[] =
    was.name === object.name
      ? []
      : [
          { kind: 'insert', rowKey: nameKey(object), values: { v: 1, id: object.id } },
          { kind: 'delete', rowKey: nameKey({ ...object, name: was.name }) },
        ];
  return writeNamed(rows, object, options, [
    { kind: 'replace', rowKey: objectKey(object), values: object.values, etag: was.etag },
    ...renaming,
  ]);
}

/** Deletes the object if it is as it was read; rejects with `RowConflict` when it or the structure changed. */
export async function deleteNamed(
  rows: Rows,
  object: Omit<NamedObject, 'values'> & { etag: string },
  options: NamedWriteOptions = {},
): Promise<void> {
  await rows.write(configurationTable, object.organizationId, [
    { kind: 'delete', rowKey: objectKey(object), etag: object.etag },
    { kind: 'delete', rowKey: nameKey(object) },
    ...further(options),
  ]);
}

/** Writes the rows, the object's own first. */
async function writeNamed(
  rows: Rows,
  object: NamedObject,
  options: NamedWriteOptions,
  writes: RowWrite[],
): Promise<string> {
  const { kind, organizationId, name } = object;
  try {
    const [etag = ''] = await rows.write(configurationTable, organizationId, [...writes, ...further(options)]);
    return etag;
  } catch (cause) {
    if (!(cause instanceof RowConflict) || cause.reason !== 'exists' || cause.index >= writes.length) throw cause;
    throw new ServiceError('object.exists', `There is already a ${kind} named ${JSON.stringify(name)}.`, { cause });
  }
}

function further({ structure, also = [] }: NamedWriteOptions): RowWrite[] {
  return [...also, ...(structure === undefined ? [] : [structureWrite(structure)])];
}

function objectKey({ kind, id }: Pick<NamedObject, 'kind' | 'id'>): string {
  return joinKey(kind, id);
}

function nameKey({ kind, name }: Pick<NamedObject, 'kind' | 'name'>): string {
  return joinKey(`${kind}-name`, name);
}
