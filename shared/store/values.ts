import pLimit from 'p-limit';
import { timeAfter, type ValueHead } from '../domain/configuration/value-head.ts';
import type { Parameter, StoredValue } from '../domain/configuration.ts';
import type { RowRange, Rows, RowWrite } from '../ports/rows.ts';
import { listEnvironments } from './environments.ts';
import { everyRow } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { getParameter } from './parameters.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { keepInHistoryWrite } from './value-history.ts';
import { headFromRow, headToRow, toGapRow, toValueRow, withoutContent } from './value-row.ts';

const lookupsAtOnce = 16;

type Owner = Pick<Parameter, 'organizationId' | 'projectId'>;
type Place = Pick<StoredValue, 'parameterId' | 'environmentId'>;

/** Without content `sealed` is null: what a value is is not read, only that there is one and of which digest. */
interface Reading {
  content: boolean;
}

/** The values that are set on the project's own parameters. */
export async function listProjectValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  reading?: Reading,
): Promise<StoredValue[]> {
  const values: StoredValue[] = [];
  for await (const value of projectValues(rows, organizationId, projectId, reading)) values.push(value);
  return values;
}

/** The same one after the other, for who needs no list of them. */
export async function* projectValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  reading?: Reading,
): AsyncGenerator<StoredValue> {
  for await (const { value } of projectHeads(rows, { organizationId, projectId }, reading)) if (value) yield value;
}

/** What is so of all values that were ever set on the project's parameters. */
export function projectHeads(
  rows: Rows,
  owner: Owner,
  { content }: Reading = { content: true },
): AsyncGenerator<ValueHead> {
  return heads(rows, owner, { ...keysUnder('v'), ...(content ? {} : { select: withoutContent }) });
}

/** The same for one environment and for parameters in the order of their names, from the first to the last of these. */
export function headsBetween(
  rows: Rows,
  owner: Owner,
  environmentId: string,
  { first, last }: { first: string; last: string },
): AsyncGenerator<ValueHead> {
  const { before } = keysUnder('v', environmentId, last);
  return heads(rows, owner, { from: joinKey('v', environmentId, first), before });
}

/**
 * The first of them, in one request. `reachedKey`: up to the value of which parameter's key all of them are there; absent
 * when all are.
 */
export async function readHeadsBetween(
  rows: Rows,
  { organizationId, projectId }: Owner,
  environmentId: string,
  { first, last, limit }: { first: string; last: string; limit: number },
): Promise<{ heads: ValueHead[]; reachedKey?: string }> {
  const range = { from: valueKey(environmentId, first), before: keysUnder('v', environmentId, last).before, limit };
  const page = await rows.range(parametersTable, parametersPartition(organizationId, projectId), range);
  const heads = page.rows.map((row) => headFromRow(organizationId, projectId, row));
  const end = page.rows.at(-1)?.rowKey.slice(valueKey(environmentId, '').length);
  return page.next === undefined || end === undefined ? { heads } : { heads, reachedKey: end };
}

/** The same for one environment. */
export function environmentHeads(
  rows: Rows,
  owner: Owner,
  environmentId: string,
  { content }: Reading = { content: true },
): AsyncGenerator<ValueHead> {
  return heads(rows, owner, { ...environmentValueKeys(environmentId), ...(content ? {} : { select: withoutContent }) });
}

/** What is so of one parameter's values in these environments: one lookup for each. */
export async function parameterHeads(
  rows: Rows,
  parameter: Pick<Parameter, 'organizationId' | 'projectId' | 'id' | 'name'>,
  environmentIds: readonly string[],
): Promise<ValueHead[]> {
  const found = await pLimit(lookupsAtOnce).map(environmentIds, (id) => getValueHead(rows, parameter, id));
  return found.flatMap((head) => head ?? []);
}

/**
 * The values that are set on one parameter, found by its id: a lookup for each environment of the organization, as
 * values are kept by where they are set.
 */
export async function listParameterValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  parameterId: string,
): Promise<StoredValue[]> {
  const parameter = await getParameter(rows, organizationId, projectId, parameterId);
  if (parameter === undefined) return [];
  const environments = await listEnvironments(rows, organizationId);
  const ids = environments.map(({ id }) => id);
  return (await parameterHeads(rows, parameter, ids)).flatMap(({ value }) => value ?? []);
}

/** What a deleted parameter of the same name may have left is not this one's. */
export async function getValueHead(
  rows: Rows,
  { organizationId, projectId, id, name }: Pick<Parameter, 'organizationId' | 'projectId' | 'id' | 'name'>,
  environmentId: string,
): Promise<ValueHead | undefined> {
  const partition = parametersPartition(organizationId, projectId);
  const found = await rows.get(parametersTable, partition, valueKey(environmentId, name));
  const head = found && headFromRow(organizationId, projectId, found);
  return head?.parameterId === id ? head : undefined;
}

/** By the parameter's id: two lookups more than {@link getValueHead}, which asks by the name. */
export async function getValue(
  rows: Rows,
  organizationId: string,
  projectId: string,
  { parameterId, environmentId }: Place,
): Promise<StoredValue | undefined> {
  const parameter = await getParameter(rows, organizationId, projectId, parameterId);
  return parameter && (await getValueHead(rows, parameter, environmentId))?.value;
}

/**
 * The writes that set the value of the parameter of this name, its own row first. They belong in a transaction that
 * inserts or confirms the parameter; where nothing was set before, that alone keeps out who does the same.
 */
export function setValueWrites(
  name: string,
  value: Omit<StoredValue, 'etag'>,
  before: ValueHead | undefined,
): [RowWrite, ...RowWrite[]] {
  const rowKey = valueKey(value.environmentId, name);
  if (before === undefined) return [{ kind: 'put', rowKey, values: toValueRow(value, 1) }];
  const values = toValueRow(value, before.revision + 1);
  return [{ kind: 'replace', rowKey, values, etag: before.etag }, keepInHistoryWrite(before)];
}

/** The writes that take the value away if it is as it was read, and remember it. */
export function takeAwayWrites(name: string, before: ValueHead, now: Date): RowWrite[] {
  const { parameterId, environmentId, etag } = before;
  const gap = toGapRow({ parameterId, environmentId, revision: before.revision + 1, since: timeAfter(before, now) });
  return [{ kind: 'replace', rowKey: valueKey(environmentId, name), values: gap, etag }, keepInHistoryWrite(before)];
}

/** The writes that bring what is so from one name of the parameter to another. */
export function moveHeadWrites(head: ValueHead, from: string, to: string): RowWrite[] {
  const values = headToRow(head);
  return [{ kind: 'put', rowKey: valueKey(head.environmentId, to), values }, deleteHeadWrite(head, from)];
}

/** Removes it without a trace, for a parameter that goes as a whole. */
export function deleteHeadWrite({ environmentId, etag }: ValueHead, name: string): RowWrite {
  return { kind: 'delete', rowKey: valueKey(environmentId, name), etag };
}

/** The keys of everything that is set in one environment. */
export function environmentValueKeys(environmentId: string): { from: string; before: string } {
  return keysUnder('v', environmentId);
}

async function* heads(
  rows: Rows,
  { organizationId, projectId }: Owner,
  range: Pick<RowRange, 'from' | 'before' | 'select'>,
): AsyncGenerator<ValueHead> {
  const partition = parametersPartition(organizationId, projectId);
  for await (const row of everyRow(rows, parametersTable, partition, range)) {
    yield headFromRow(organizationId, projectId, row);
  }
}

function valueKey(environmentId: string, name: string): string {
  return joinKey('v', environmentId, name);
}
