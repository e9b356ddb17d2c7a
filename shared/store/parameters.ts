import { z } from 'zod';
import type { Parameter } from '../domain/configuration.ts';
import type { Stored } from '../domain/stored.ts';
import { ServiceError } from '../errors.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { everyRow, listRows } from './every-row.ts';
import { encodeKeyPart, joinKey, keysUnder } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { parametersVersionWrite } from './parameters-version.ts';
import { columnsOf, rowShape } from './row-shape.ts';
import { parseRules, rulesColumn } from './rules.ts';

const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  secret: z.boolean(),
  type: z.string(),
  rules: z.string().optional(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});
const pointer = rowShape(1, { name: z.string() });

/** Between the readings of its name and of itself a parameter may be renamed; it is not renamed all the time. */
const renamesWhileReading = 3;

function toValues(parameter: Parameter): RowValues {
  const { id, name, description, secret, type, rules, createdAt, modifiedAt } = parameter;
  return {
    ...columnsOf(parameter),
    v: 1,
    id,
    name,
    description,
    secret,
    type,
    ...rulesColumn(rules),
    createdAt,
    modifiedAt,
  };
}

function fromRow(organizationId: string, projectId: string, { etag, values }: Row): Stored<Parameter> {
  const { v: _version, rules, ...parameter } = row.parse(values);
  return { organizationId, projectId, ...parameter, rules: parseRules(rules), etag };
}

/** The project's own parameters in the order of their keys (see {@link parameterKey}). */
export function listParameters(rows: Rows, organizationId: string, projectId: string): Promise<Stored<Parameter>[]> {
  const partition = parametersPartition(organizationId, projectId);
  return listRows(rows, parametersTable, partition, keysUnder('n'), (each) => fromRow(organizationId, projectId, each));
}

/** How many parameters the project itself has; their keys are read, 1,000 with a request. */
export async function countParametersOf(rows: Rows, organizationId: string, projectId: string): Promise<number> {
  const range = { ...keysUnder('n'), select: ['v'] };
  let count = 0;
  for await (const _ of everyRow(rows, parametersTable, parametersPartition(organizationId, projectId), range))
    count += 1;
  return count;
}

/** Where a parameter of this name stands among others: the order of these keys is that of the names. */
export function parameterKey(name: string): string {
  return encodeKeyPart(name);
}

/**
 * The project's own parameters in the order of their keys, beginning after the given key, read as they are consumed,
 * `pageSize` (1 to 1,000) with each request.
 */
export async function* parametersAfter(
  rows: Rows,
  { organizationId, projectId }: Pick<Parameter, 'organizationId' | 'projectId'>,
  { after, pageSize }: { after?: string; pageSize: number },
): AsyncGenerator<Stored<Parameter>> {
  const partition = parametersPartition(organizationId, projectId);
  const { from, before } = keysUnder('n');
  let last = after === undefined ? undefined : `${from}${after}`;
  do {
    const page = await rows.range(parametersTable, partition, { from, before, after: last, limit: pageSize });
    for (const each of page.rows) yield fromRow(organizationId, projectId, each);
    last = page.next;
  } while (last !== undefined);
}

/** The project's own parameters from one name to another, both included. */
export function listParametersBetween(
  rows: Rows,
  { organizationId, projectId }: Pick<Parameter, 'organizationId' | 'projectId'>,
  { first, last }: { first: string; last: string },
): Promise<Stored<Parameter>[]> {
  const partition = parametersPartition(organizationId, projectId);
  const range = { from: parameterRowKey(first), before: keysUnder('n', last).before };
  return listRows(rows, parametersTable, partition, range, (each) => fromRow(organizationId, projectId, each));
}

/**
 * The first of the project's own parameters from one name to another, both included, in one request. `reachedKey`: up to
 * which key (see {@link parameterKey}) all of them are there; absent when all are.
 */
export async function readParametersBetween(
  rows: Rows,
  { organizationId, projectId }: Pick<Parameter, 'organizationId' | 'projectId'>,
  { first, last, limit }: { first: string; last: string; limit: number },
): Promise<{ parameters: Stored<Parameter>[]; reachedKey?: string }> {
  const partition = parametersPartition(organizationId, projectId);
  const range = { from: parameterRowKey(first), before: keysUnder('n', last).before, limit };
  const page = await rows.range(parametersTable, partition, range);
  const parameters = page.rows.map((each) => fromRow(organizationId, projectId, each));
  const end = parameters.at(-1);
  return page.next === undefined || end === undefined
    ? { parameters }
    : { parameters, reachedKey: parameterKey(end.name) };
}

export async function getParameter(
  rows: Rows,
  organizationId: string,
  projectId: string,
  id: string,
): Promise<Stored<Parameter> | undefined> {
  for (let left = renamesWhileReading; left > 0; left -= 1) {
    const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), pointerKey(id));
    if (found === undefined) return undefined;
    const { name } = pointer.parse(found.values);
    const parameter = await getParameterByName(rows, organizationId, projectId, name);
    if (parameter?.id === id) return parameter;
  }
  return undefined;
}

/** The project's own parameter of this very name. */
export async function getParameterByName(
  rows: Rows,
  organizationId: string,
  projectId: string,
  name: string,
): Promise<Stored<Parameter> | undefined> {
  const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), parameterRowKey(name));
  return found && fromRow(organizationId, projectId, found);
}

/** The rows of a new parameter. With them goes one `parametersVersionWrite` per transaction. */
export function insertParameterWrites(parameter: Parameter): [RowWrite, RowWrite] {
  return [
    { kind: 'insert', rowKey: parameterRowKey(parameter.name), values: toValues(parameter) },
    { kind: 'insert', rowKey: pointerKey(parameter.id), values: { v: 1, name: parameter.name } },
  ];
}

/**
 * Writes the parameter as it is, so that the transaction fails when it was changed, renamed or deleted, and so do those
 * that rest on what was read of it before.
 */
export function confirmParameterWrite(parameter: Stored<Parameter>): RowWrite {
  return {
    kind: 'replace',
    rowKey: parameterRowKey(parameter.name),
    values: toValues(parameter),
    etag: parameter.etag,
  };
}

/** The same alone. Returns the new etag; rejects with `RowConflict`. */
export async function confirmParameter(rows: Rows, parameter: Stored<Parameter>): Promise<string> {
  return write(rows, parameter, [confirmParameterWrite(parameter)]);
}

/** Returns the etag. Rejects with `object.exists` when the name is taken in the project. */
export async function insertParameter(rows: Rows, parameter: Parameter): Promise<string> {
  return write(rows, parameter, [...insertParameterWrites(parameter), parametersVersionWrite(parameter.id)]);
}

/**
 * Returns the new etag. `also`: further rows of the same transaction, which a new name takes along. Rejects with
 * `object.exists` when the name is taken, `RowConflict` when something has changed.
 */
export async function replaceParameter(
  rows: Rows,
  parameter: Parameter,
  was: Stored<Parameter>,
  also: readonly RowWrite[] = [],
): Promise<string> {
  return write(rows, parameter, [...replaceParameterWrites(parameter, was), ...also]);
}

/** The writes that change the parameter, its own row first, if it is as it was read. */
export function replaceParameterWrites(parameter: Parameter, was: Stored<Parameter>): RowWrite[] {
  const { id, name } = parameter;
  const version = parametersVersionWrite(`${id} ${parameter.modifiedAt.toISOString()}`);
  if (name === was.name) {
    return [{ kind: 'replace', rowKey: parameterRowKey(name), values: toValues(parameter), etag: was.etag }, version];
  }
  return [
    { kind: 'insert', rowKey: parameterRowKey(name), values: toValues(parameter) },
    { kind: 'delete', rowKey: parameterRowKey(was.name), etag: was.etag },
    { kind: 'replace', rowKey: pointerKey(id), values: { v: 1, name } },
    version,
  ];
}

/** The writes that take the parameter and its name away if it is as it was read. */
export function deleteParameterWrites({ id, name, etag }: Stored<Parameter>): RowWrite[] {
  return [
    { kind: 'delete', rowKey: parameterRowKey(name), etag },
    { kind: 'delete', rowKey: pointerKey(id) },
    parametersVersionWrite(`${id} deleted`),
  ];
}

async function write(rows: Rows, { organizationId, projectId, name }: Parameter, writes: RowWrite[]): Promise<string> {
  try {
    const [etag = ''] = await rows.write(parametersTable, parametersPartition(organizationId, projectId), writes);
    return etag;
  } catch (cause) {
    if (!(cause instanceof RowConflict) || cause.reason !== 'exists') throw cause;
    const sentence = `The project has a parameter named ${JSON.stringify(name)} already.`;
    throw new ServiceError('object.exists', sentence, { cause });
  }
}

function pointerKey(id: string): string {
  return joinKey('p', id);
}

/** The key of the parameter's own row. */
export function parameterRowKey(name: string): string {
  return joinKey('n', name);
}
