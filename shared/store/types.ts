import { z } from 'zod';
import { isBuiltInType } from '../domain/configuration/parameter-type.ts';
import type { Stored } from '../domain/stored.ts';
import { announcementsOf } from '../domain/types/announcement.ts';
import type { Announcement, CustomType } from '../domain/types/parameter-type.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { everyRow, listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { deleteNamed, insertNamed, type NamedObject, replaceNamed } from './named-object.ts';
import { columnsOf, rowShape } from './row-shape.ts';
import { parseRules, rulesColumn } from './rules.ts';
import type { StructureVersion } from './structure.ts';

/*
 * Table `configuration`, PK organization id
 *   RK `type!{id}`: one custom type with its rules, and what is announced of it, each announcement in properties of its
 *     own: rules are as long as a property may be; `type-name!{name}`: its id
 *   RK `type-fence!{id}`: changes whenever something comes to rest on the type; deleting the type takes it along, if it
 *     has not changed since the uses were looked at
 *   RK `type-use!{type id}!{project id}!{parameter id}`: this parameter is of the type, or is about to be
 */
const kind = 'type';
const row = rowShape(
  1,
  {
    id: z.string(),
    name: z.string(),
    description: z.string(),
    parent: z.string(),
    rules: z.string().optional(),
    announced: z.int().optional(),
    createdAt: z.date(),
    modifiedAt: z.date(),
  },
  { also: /^announced(Parent|Rules)?\d+$/ },
);
const nameRow = rowShape(1, { id: z.string() });
const useRow = rowShape(1, { projectId: z.string(), parameterId: z.string(), claimedAt: z.date() });

function toNamed(type: CustomType): NamedObject {
  const { organizationId, id, name, description, parent, createdAt, modifiedAt, rules } = type;
  const own = { ...columnsOf(type), v: 1, id, name, description, parent, createdAt, modifiedAt, ...rulesColumn(rules) };
  const values = { ...own, ...announcementColumns(announcementsOf(type)) };
  return { kind, organizationId, id, name, values };
}

function fromRow(organizationId: string, { etag, values }: Row): Stored<CustomType> {
  const { v: _version, rules, announced = 0, ...own } = row.parse(values);
  const type = { organizationId, ...own, rules: parseRules(rules), etag };
  if (announced === 0) return type;
  return { ...type, announcements: Array.from({ length: announced }, (_, n) => announcementFrom(values, n)) };
}

function announcementColumns(announcements: readonly Announcement[]): RowValues {
  const columns: RowValues = announcements.length === 0 ? {} : { announced: announcements.length };
  for (const [n, { id, parent, rules }] of announcements.entries()) {
    Object.assign(columns, { [`announced${n}`]: id, [`announcedParent${n}`]: parent });
    const { rules: text } = rulesColumn(rules);
    if (text !== undefined) columns[`announcedRules${n}`] = text;
  }
  return columns;
}

function announcementFrom(values: RowValues, n: number): Announcement {
  const id = z.string().parse(values[`announced${n}`]);
  const parent = z.string().parse(values[`announcedParent${n}`]);
  return { id, parent, rules: parseRules(z.string().optional().parse(values[`announcedRules${n}`])) };
}

/** All custom types of the organization, in no order that means anything: one request per thousand. */
export function listTypes(rows: Rows, organizationId: string): Promise<Stored<CustomType>[]> {
  return listRows(rows, configurationTable, organizationId, keysUnder(kind), (each) => fromRow(organizationId, each));
}

export async function getType(rows: Rows, organizationId: string, id: string): Promise<Stored<CustomType> | undefined> {
  const found = await rows.get(configurationTable, organizationId, joinKey(kind, id));
  return found && fromRow(organizationId, found);
}

export async function getTypeByName(
  rows: Rows,
  organizationId: string,
  name: string,
): Promise<Stored<CustomType> | undefined> {
  const found = await rows.get(configurationTable, organizationId, joinKey(`${kind}-name`, name));
  const type = found && (await getType(rows, organizationId, nameRow.parse(found.values).id));
  // Renamed or deleted between the two readings.
  return type?.name === name ? type : undefined;
}

/**
 * Returns the etag. Rejects with `object.exists` when the name is taken, with `RowConflict` when the parent was
 * deleted meanwhile.
 */
export function insertType(rows: Rows, type: CustomType): Promise<string> {
  const fence: RowWrite = { kind: 'insert', rowKey: fenceKey(type.id), values: { v: 1 } };
  return insertNamed(rows, toNamed(type), { also: [fence, ...touchParent(type)] });
}

/**
 * Returns the new etag. Rejects with `object.exists` when the new name is taken, with `RowConflict` when the type, or
 * a new parent, changed or went away. Whoever changes the parent gives the structure too (see `structureWrite`).
 */
export function replaceType(
  rows: Rows,
  type: CustomType,
  was: Stored<CustomType>,
  structure?: StructureVersion,
): Promise<string> {
  const also = type.parent === was.parent ? [] : touchParent(type);
  return replaceNamed(rows, toNamed(type), was, { structure, also });
}

/** The state in which the uses of a type were looked at: read it first. Nothing when there is no such type. */
export async function readTypeFence(rows: Rows, organizationId: string, id: string): Promise<string | undefined> {
  return (await rows.get(configurationTable, organizationId, fenceKey(id)))?.etag;
}

/** Deletes the type as it was read; `RowConflict` when it changed, or something came to rest on it since `fence`. */
export function deleteType(rows: Rows, type: Stored<CustomType>, fence: string): Promise<void> {
  const also: RowWrite[] = [{ kind: 'delete', rowKey: fenceKey(type.id), etag: fence }];
  return deleteNamed(rows, { kind, ...type }, { also });
}

export interface TypeUse {
  typeId: string;
  projectId: string;
  parameterId: string;
}

/**
 * Says that a parameter is about to be of this type; written before the parameter, so that a type never goes while
 * something rests on it. Returns false when there is no such type.
 */
export async function claimType(rows: Rows, organizationId: string, use: TypeUse, claimedAt: Date): Promise<boolean> {
  const { projectId, parameterId } = use;
  try {
    await rows.write(configurationTable, organizationId, [
      { kind: 'put', rowKey: useKey(use), values: { v: 1, projectId, parameterId, claimedAt } },
      touchFence(use.typeId),
    ]);
    return true;
  } catch (error) {
    if (error instanceof RowConflict && error.reason === 'missing') return false;
    throw error;
  }
}

/** A claim as it was read. */
export interface ClaimedUse extends TypeUse {
  claimedAt: Date;
  etag: string;
}

export async function getTypeUse(rows: Rows, organizationId: string, use: TypeUse): Promise<ClaimedUse | undefined> {
  const found = await rows.get(configurationTable, organizationId, useKey(use));
  return found && fromUseRow(use.typeId, found);
}

/** The claims on a type, one after the other. Some may be idle: their parameter is gone or of another type. */
export async function* typeUses(rows: Rows, organizationId: string, typeId: string): AsyncGenerator<ClaimedUse> {
  for await (const each of everyRow(rows, configurationTable, organizationId, keysUnder('type-use', typeId))) {
    yield fromUseRow(typeId, each);
  }
}

/** Takes a claim back, unless it was renewed since it was read. */
export async function releaseType(rows: Rows, organizationId: string, use: ClaimedUse): Promise<void> {
  try {
    await rows.write(configurationTable, organizationId, [{ kind: 'delete', rowKey: useKey(use), etag: use.etag }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}

function fromUseRow(typeId: string, { etag, values }: Row): ClaimedUse {
  const { projectId, parameterId, claimedAt } = useRow.parse(values);
  return { typeId, projectId, parameterId, claimedAt, etag };
}

/** Fails when there is no such type; writes nothing new, yet the fence is another one afterwards. */
function touchFence(id: string): RowWrite {
  return { kind: 'replace', rowKey: fenceKey(id), values: { v: 1 } };
}

function touchParent({ parent }: CustomType): RowWrite[] {
  return isBuiltInType(parent) ? [] : [touchFence(parent)];
}

function fenceKey(id: string): string {
  return joinKey('type-fence', id);
}

function useKey({ typeId, projectId, parameterId }: TypeUse): string {
  return joinKey('type-use', typeId, projectId, parameterId);
}
