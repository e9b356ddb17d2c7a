import { z } from 'zod';
import type { Parameter } from '../domain/configuration.ts';
import type { Stored } from '../domain/stored.ts';
import { ServiceError } from '../errors.ts';
import { type Row, RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';

const row = z.object({
  v: z.literal(1),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  secret: z.boolean(),
  type: z.string(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});
const nameRow = z.object({ v: z.literal(1), id: z.string() });

function toValues({ id, name, description, secret, type, createdAt, modifiedAt }: Parameter): RowValues {
  return { v: 1, id, name, description, secret, type, createdAt, modifiedAt };
}

function fromRow(organizationId: string, projectId: string, { etag, values }: Row): Stored<Parameter> {
  const { v: _version, ...parameter } = row.parse(values);
  return { organizationId, projectId, ...parameter, etag };
}

/** The project's own parameters, in no order that means anything. */
export function listParameters(rows: Rows, organizationId: string, projectId: string): Promise<Stored<Parameter>[]> {
  const partition = parametersPartition(organizationId, projectId);
  return listRows(rows, parametersTable, partition, keysUnder('p'), (each) => fromRow(organizationId, projectId, each));
}

export async function getParameter(
  rows: Rows,
  organizationId: string,
  projectId: string,
  id: string,
): Promise<Stored<Parameter> | undefined> {
  const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), parameterKey(id));
  return found && fromRow(organizationId, projectId, found);
}

/** The project's own parameter of this very name. */
export async function getParameterByName(
  rows: Rows,
  organizationId: string,
  projectId: string,
  name: string,
): Promise<Stored<Parameter> | undefined> {
  const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), nameKey(name));
  if (found === undefined) return undefined;
  const parameter = await getParameter(rows, organizationId, projectId, nameRow.parse(found.values).id);
  // Renamed or deleted between the two readings.
  return parameter?.name === name ? parameter : undefined;
}

/** The rows of a new parameter, for transactions that write more. */
export function insertParameterWrites(parameter: Parameter): [RowWrite, RowWrite] {
  return [
    { kind: 'insert', rowKey: parameterKey(parameter.id), values: toValues(parameter) },
    { kind: 'insert', rowKey: nameKey(parameter.name), values: { v: 1, id: parameter.id } },
  ];
}

/** Returns the etag. Rejects with `object.exists` when the name is taken in the project. */
export async function insertParameter(rows: Rows, parameter: Parameter): Promise<string> {
  return write(rows, parameter, insertParameterWrites(parameter));
}

/** Returns the new etag. Rejects with `object.exists` when the new name is taken, `RowConflict` when it has changed. */
export async function replaceParameter(rows: Rows, parameter: Parameter, was: Stored<Parameter>): Promise<string> {
  const renaming: RowWrite[] =
    was.name === parameter.name
      ? []
      : [
          { kind: 'insert', rowKey: nameKey(parameter.name), values: { v: 1, id: parameter.id } },
          { kind: 'delete', rowKey: nameKey(was.name) },
        ];
  const { id } = parameter;
  return write(rows, parameter, [
    { kind: 'replace', rowKey: parameterKey(id), values: toValues(parameter), etag: was.etag },
    ...renaming,
  ]);
}

/** The writes that take the parameter and its name away if it is as it was read. */
export function deleteParameterWrites({ id, name, etag }: Stored<Parameter>): [RowWrite, RowWrite] {
  return [
    { kind: 'delete', rowKey: parameterKey(id), etag },
    { kind: 'delete', rowKey: nameKey(name) },
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

function parameterKey(id: string): string {
  return joinKey('p', id);
}

function nameKey(name: string): string {
  return joinKey('n', name);
}
