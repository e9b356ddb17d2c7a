import { z } from 'zod';
import type { Tag } from '../domain/configuration/tag.ts';
import type { Stored } from '../domain/stored.ts';
import { ServiceError } from '../errors.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { deleteRange } from './delete-range.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { columnsOf, rowShape } from './row-shape.ts';

const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Not `timestamp`: the storage has a property of that name. */
  at: z.date(),
  immutable: z.boolean(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});
const nameRow = rowShape(1, { id: z.string() });

type Place = Pick<Tag, 'organizationId' | 'environmentId'>;

function toValues(tag: Tag): RowValues {
  const { id, name, description, timestamp, immutable, createdAt, modifiedAt } = tag;
  return { ...columnsOf(tag), v: 1, id, name, description, at: timestamp, immutable, createdAt, modifiedAt };
}

function fromRow({ organizationId, environmentId }: Place, { etag, values }: Row): Stored<Tag> {
  const { v: _version, at: timestamp, ...tag } = row.parse(values);
  return { organizationId, environmentId, ...tag, timestamp, etag };
}

/** All tags of one environment, in no order that means anything. */
export function listTags(rows: Rows, place: Place): Promise<Stored<Tag>[]> {
  const range = keysUnder('tag', place.environmentId);
  return listRows(rows, configurationTable, place.organizationId, range, (each) => fromRow(place, each));
}

/** Where all tags of the organization are, and what they stand for. */
export function listTagTimes(rows: Rows, organizationId: string): Promise<Pick<Tag, 'environmentId' | 'timestamp'>[]> {
  return listRows(rows, configurationTable, organizationId, keysUnder('tag'), ({ rowKey, values }) => {
    const [, environmentId = ''] = rowKey.split('!');
    return { environmentId, timestamp: row.parse(values).at };
  });
}

export async function getTag(rows: Rows, place: Place, id: string): Promise<Stored<Tag> | undefined> {
  const found = await rows.get(configurationTable, place.organizationId, tagKey(place, id));
  return found && fromRow(place, found);
}

export async function getTagByName(rows: Rows, place: Place, name: string): Promise<Stored<Tag> | undefined> {
  const found = await rows.get(configurationTable, place.organizationId, nameKey(place, name));
  const tag = found && (await getTag(rows, place, nameRow.parse(found.values).id));
  // Renamed or deleted between the two readings.
  return tag?.name === name ? tag : undefined;
}

/** Returns the etag. Rejects with `object.exists` when the environment has a tag of this name. */
export function insertTag(rows: Rows, tag: Tag): Promise<string> {
  return write(rows, tag, [
    { kind: 'insert', rowKey: tagKey(tag, tag.id), values: toValues(tag) },
    { kind: 'insert', rowKey: nameKey(tag, tag.name), values: { v: 1, id: tag.id } },
  ]);
}

/** Returns the new etag. Rejects with `object.exists` when the new name is taken, `RowConflict` when it has changed. */
export function replaceTag(rows: Rows, tag: Tag, was: Stored<Tag>): Promise<string> {
  const renaming: RowWrite[] =
    was.name === tag.name
      ? []
      : [
          { kind: 'insert', rowKey: nameKey(tag, tag.name), values: { v: 1, id: tag.id } },
          { kind: 'delete', rowKey: nameKey(tag, was.name) },
        ];
  return write(rows, tag, [
    { kind: 'replace', rowKey: tagKey(tag, tag.id), values: toValues(tag), etag: was.etag },
    ...renaming,
  ]);
}

/** Deletes the tag if it is as it was read; rejects with `RowConflict` when it has changed. */
export async function deleteTag(rows: Rows, tag: Stored<Tag>): Promise<void> {
  await rows.write(configurationTable, tag.organizationId, [
    { kind: 'delete', rowKey: tagKey(tag, tag.id), etag: tag.etag },
    { kind: 'delete', rowKey: nameKey(tag, tag.name) },
  ]);
}

/** Removes all tags of an environment that is gone. */
export async function deleteEnvironmentTags(rows: Rows, { organizationId, environmentId }: Place): Promise<void> {
  for (const kind of ['tag', 'tag-name']) {
    await deleteRange(rows, configurationTable, organizationId, keysUnder(kind, environmentId));
  }
}

async function write(rows: Rows, { organizationId, name }: Tag, writes: RowWrite[]): Promise<string> {
  try {
    const [etag = ''] = await rows.write(configurationTable, organizationId, writes);
    return etag;
  } catch (cause) {
    if (!(cause instanceof RowConflict) || cause.reason !== 'exists') throw cause;
    const sentence = `The environment has a tag named ${JSON.stringify(name)} already.`;
    throw new ServiceError('object.exists', sentence, { cause });
  }
}

function tagKey({ environmentId }: Place, id: string): string {
  return joinKey('tag', environmentId, id);
}

function nameKey({ environmentId }: Place, name: string): string {
  return joinKey('tag-name', environmentId, name);
}
