import { z } from 'zod';
import type { Environment } from '../domain/configuration.ts';
import type { Stored } from '../domain/stored.ts';
import type { Row, Rows, RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import {
  deleteNamed,
  insertNamed,
  insertNamedWrites,
  type NamedObject,
  type NamedWriteOptions,
  replaceNamed,
} from './named-object.ts';
import { removalWrite } from './removals.ts';
import { columnsOf, rowShape } from './row-shape.ts';

const kind = 'environment';
const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Absent for the root. */
  parentId: z.string().optional(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

function toNamed(environment: Environment): NamedObject {
  const { organizationId, id, name, description, parentId, createdAt, modifiedAt } = environment;
  const own = { v: 1, id, name, description, createdAt, modifiedAt, ...(parentId === null ? {} : { parentId }) };
  const values = { ...columnsOf(environment), ...own };
  return { kind, organizationId, id, name, values };
}

function fromRow(organizationId: string, { etag, values }: Row): Stored<Environment> {
  const { v: _version, parentId = null, ...environment } = row.parse(values);
  return { organizationId, parentId, ...environment, etag };
}

/** All environments of the organization, in no order that means anything. */
export function listEnvironments(rows: Rows, organizationId: string): Promise<Stored<Environment>[]> {
  return listRows(rows, configurationTable, organizationId, keysUnder(kind), (each) => fromRow(organizationId, each));
}

export async function getEnvironment(
  rows: Rows,
  organizationId: string,
  id: string,
): Promise<Stored<Environment> | undefined> {
  const found = await rows.get(configurationTable, organizationId, joinKey(kind, id));
  return found && fromRow(organizationId, found);
}

/**
 * Returns the etag. Rejects with `object.exists` when the name is taken. Whoever hangs it under anything but the root
 * gives the structure too (see `structureWrite`).
 */
export function insertEnvironment(rows: Rows, environment: Environment, options?: NamedWriteOptions): Promise<string> {
  return insertNamed(rows, toNamed(environment), options);
}

/**
 * Up to 50 in one transaction, less what goes along in `also`, behind them. Returns their etags. Rejects with
 * `RowConflict` when one of the names or ids is taken.
 */
export async function insertEnvironments(
  rows: Rows,
  organizationId: string,
  environments: readonly Environment[],
  also: readonly RowWrite[] = [],
): Promise<string[]> {
  const writes = environments.flatMap((environment) => insertNamedWrites(toNamed(environment)));
  const etags = await rows.write(configurationTable, organizationId, [...writes, ...also]);
  return environments.map((_environment, index) => etags[2 * index] ?? '');
}

/** Returns the new etag. Rejects with `object.exists` when the new name is taken, `RowConflict` when it has changed. */
export function replaceEnvironment(rows: Rows, environment: Environment, was: Stored<Environment>): Promise<string> {
  return replaceNamed(rows, toNamed(environment), was);
}

/**
 * Deletes the environment if it is as it was read, leaving a mark that its values are still to be removed.
 * Rejects with `RowConflict` when it or the structure changed.
 */
export function deleteEnvironment(
  rows: Rows,
  environment: Stored<Environment>,
  options: NamedWriteOptions = {},
): Promise<void> {
  return deleteNamed(
    rows,
    { kind, ...environment },
    { ...options, also: [removalWrite({ kind, id: environment.id })] },
  );
}
