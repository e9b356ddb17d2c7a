import pLimit from 'p-limit';
import {
  decideSetValue,
  type ParameterTarget,
  type ValueDecision,
} from '../../domain/configuration/decide-set-value.ts';
import { readNamePattern } from '../../domain/configuration/name-pattern.ts';
import { isStorable } from '../../domain/configuration/value-content.ts';
import { timeAfter, type ValueHead } from '../../domain/configuration/value-head.ts';
import type { Parameter, StoredValue } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { demandsOf } from '../../domain/types/check-value.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { RowConflict, type RowWrite } from '../../ports/rows.ts';
import type { Secret } from '../../secret.ts';
import { getEnvironment } from '../../store/environments.ts';
import { confirmParameterWrite, insertParameterWrites, parameterRowKey } from '../../store/parameters.ts';
import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { parametersVersionWrite } from '../../store/parameters-version.ts';
import { getProject } from '../../store/projects.ts';
import { Transaction } from '../../store/transaction.ts';
import { setValueWrites } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { type Room, roomFor } from '../limits/room-for.ts';
import { takeAnnouncementsBack } from '../types/take-announcements-back.ts';
import { lookUpTypes } from '../types/type-lookup.ts';
import { valueBinding } from './open-value.ts';
import { presentValues } from './present-values.ts';

export interface SetValueItem {
  /** By name: made, with this nature, if the project itself has none of this name. */
  parameter: ParameterTarget;
  environmentId: string;
  /** Null: an explicit null. */
  value: Secret | null;
  /** Etag of the value that is there; null: there must be none; absent: whatever is there. */
  expected?: string | null;
}

export type SetValueResult =
  | {
      outcome: 'created' | 'updated' | 'unchanged';
      parameterId: string;
      valueId: string;
      /** Of the value. */
      etag: string;
      digest: string | null;
    }
  | {
      /** Something else is there than expected. */
      outcome: 'conflict';
      parameterId?: string;
      valueId?: string;
      etag?: string;
      digest: string | null;
    }
  | {
      /** Not possible as it stands: no such parameter or environment, a name or value that does not fit, no room for more. */
      outcome: 'refused';
      problem: ServiceError;
      parameterId?: string;
      valueId?: undefined;
      etag?: undefined;
      digest: string | null;
    };

type SetValuesDeps = Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>;

interface Pending {
  index: number;
  item: SetValueItem;
  digest: string | null;
  /** How often somebody else's write came in between. */
  lost: number;
}

/** A value that is about to be written. */
interface Write {
  pending: Pending;
  /** Absent: it is made with its first value. */
  found?: Stored<Parameter>;
  parameter: Parameter;
  /** With what is so until now. */
  before?: ValueHead;
  value: Omit<StoredValue, 'etag'>;
  /** Of the value, its own row first. */
  rows: [RowWrite, ...RowWrite[]];
}

/** Writes of one transaction. */
class Batch {
  readonly transaction: Transaction;
  readonly writes: Write[] = [];
  readonly #confirmed = new Set<string>();

  constructor(partitionKey: string) {
    this.transaction = new Transaction(partitionKey);
  }

  get newParameters(): number {
    return this.writes.filter(({ found }) => found === undefined).length;
  }

  /** Takes the write in and returns true, or returns false when it does not fit beside what is there. */
  add(write: Write): boolean {
    const { found, parameter, rows } = write;
    const also: RowWrite[] = [];
    if (found === undefined) {
      also.push(...insertParameterWrites(parameter));
      if (this.newParameters === 0) also.push(parametersVersionWrite(parameter.id));
    } else if (!this.#confirmed.has(found.id)) {
      // The value was decided by what the parameter was when it was read: nobody may have changed it since.
      also.push(confirmParameterWrite(found));
    }
    if (!this.transaction.add([...rows, ...also])) return false;
    if (found !== undefined) this.#confirmed.add(found.id);
    this.writes.push(write);
    return true;
  }
}

/**
 * Who sets values of one parameter in different environments at once meets at the parameter's row. Of those that meet
 * one always wins, so this many can meet without anyone giving up.
 */
const mostLosses = 100;
const digestsAtOnce = 16;

/**
 * Sets values of one project, in as few transactions as possible, and answers for each of them, in order.
 * What is so already is not written. One item's conflict does not touch the others; several items for one place are
 * applied in order. When the storage fails half-way the call rejects; done again, what was written is `unchanged`.
 * Rejects with `object.not-found` when there is no such project.
 */
export async function setValues(
  deps: SetValuesDeps,
  input: {
    organizationId: string;
    projectId: string;
    items: readonly SetValueItem[];
    /** Environments that are about to be made, and count as there. */
    environmentsToBe?: readonly string[];
  },
): Promise<SetValueResult[]> {
  const { organizationId, projectId, items, environmentsToBe = [] } = input;
  const { rows, cipher } = deps;
  const [project, existing] = await Promise.all([
    getProject(rows, organizationId, projectId),
    existingEnvironments(deps, organizationId, items),
  ]);
  if (project === undefined) throw notFound('project');
  const environments = new Set([...existing, ...environmentsToBe]);
  const allowsName = readNamePattern(project.parameterNamePattern) ?? (() => false);
  const present = presentValues(rows, organizationId, projectId);
  let types = lookUpTypes(deps, organizationId);
  const results: SetValueResult[] = [];
  let room: Room | undefined;

  let pending: Pending[] = await pLimit(digestsAtOnce).map(items, async (item, index) => {
    // What cannot be stored has no digest either; it is refused before anybody asks for one.
    const digest =
      item.value === null || !isStorable(item.value) ? null : await cipher.digest(item.value, organizationId);
    return { index, item, digest, lost: 0 };
  });
  let toLookAt = pending;
  while (pending.length > 0) {
    await present.look(toLookAt.map(({ item }) => item));
    if (toLookAt.length > 0) {
      // Anew, and after the parameters: a decision never rests on a type that was read before its parameter.
      types = lookUpTypes(deps, organizationId);
      await types.learn(pending.flatMap(({ item }) => present.parameter(item.parameter)?.type ?? []));
    }
    const round = await writeRound();
    toLookAt = round.lost;
    pending = [...round.lost, ...round.later].sort((one, other) => one.index - other.index);
  }
  return results;

  /** Writes what can be written now. `later`: what has to wait for something of this round. */
  async function writeRound(): Promise<{ lost: Pending[]; later: Pending[] }> {
    const lost: Pending[] = [];
    const later: Pending[] = [];
    const claimed = new Set<string>();
    let batch = new Batch(parametersPartition(organizationId, projectId));
    const flush = async () => {
      lost.push(...(await commit(batch)));
      batch = new Batch(batch.transaction.partitionKey);
    };
    for (const each of pending) {
      const parameter = present.parameter(each.item.parameter);
      const claim = parameter ? `${parameter.id} ${each.item.environmentId}` : `name ${nameOf(each.item)}`;
      if (claimed.has(claim)) {
        later.push(each);
        continue;
      }
      const decision = decide(each, parameter);
      if (decision.kind === 'overrule') {
        claimed.add(claim);
        await takeAnnouncementsBack(deps, (parameter && types.announced(parameter.type)?.by) ?? []);
        lost.push(...againUnlessHopeless([each]));
        continue;
      }
      if (decision.kind !== 'write') {
        results[each.index] = settle(each, parameter, decision);
        continue;
      }
      if (parameter === undefined) {
        room ??= await roomFor(deps, organizationId, 'parameters');
        const problem = room.refusal(batch.newParameters);
        if (problem !== undefined) {
          results[each.index] = { outcome: 'refused', problem, digest: each.digest };
          continue;
        }
      }
      claimed.add(claim);
      const write = await prepare(each, parameter);
      if (batch.add(write)) continue;
      await flush();
      // What was just written may have confirmed the same parameter, which has another etag now.
      batch.add({ ...write, found: write.found && (present.parameter(write.found) ?? write.found) });
    }
    if (batch.writes.length > 0) await flush();
    return { lost, later };
  }

  function decide({ item, digest }: Pending, parameter: Parameter | undefined): ValueDecision {
    const chain = parameter && types.chain(parameter.type);
    return decideSetValue(
      { ...item, digest },
      {
        environmentExists: environments.has(item.environmentId),
        parameter,
        demands: chain && demandsOf(chain, parameter?.rules),
        announced: parameter && types.announced(parameter.type)?.rules,
        value: parameter && present.head(parameter.id, item.environmentId)?.value,
        allowsName,
      },
    );
  }

  function settle(
    { item, digest }: Pending,
    parameter: Parameter | undefined,
    decision: Exclude<ValueDecision, { kind: 'write' | 'overrule' }>,
  ): SetValueResult {
    const parameterId = parameter?.id;
    if (decision.kind === 'refuse') {
      const problem = new ServiceError(decision.code, decision.detail, { fields: decision.fields });
      return { outcome: 'refused', problem, parameterId, digest };
    }
    const value = parameter && present.head(parameter.id, item.environmentId)?.value;
    if (decision.kind === 'unchanged' && parameterId !== undefined && value !== undefined) {
      return { outcome: 'unchanged', parameterId, valueId: value.id, etag: value.etag, digest };
    }
    return { outcome: 'conflict', parameterId, valueId: value?.id, etag: value?.etag, digest: value?.digest ?? null };
  }

  /** Seals the value and makes the rows for it. */
  async function prepare(pending: Pending, found: Stored<Parameter> | undefined): Promise<Write> {
    const { item, digest } = pending;
    const now = deps.clock.now();
    const parameter = found ?? newParameter(item.parameter, now);
    const { id: parameterId } = parameter;
    const { environmentId } = item;
    const before = found && (await present.wholeHead(found, environmentId));
    const context = { organizationId, binding: valueBinding({ parameterId, environmentId }) };
    const modifiedAt = timeAfter(before, now);
    const value = {
      id: before?.value?.id ?? deps.random.uuid(),
      organizationId,
      projectId,
      parameterId,
      environmentId,
      sealed: item.value === null ? null : await cipher.seal(item.value, context),
      byteLength: item.value?.byteLength ?? 0,
      digest,
      createdAt: before?.value?.createdAt ?? modifiedAt,
      modifiedAt,
    };
    return { pending, found, parameter, before, value, rows: setValueWrites(parameter.name, value, before) };
  }

  function newParameter(target: ParameterTarget, now: Date): Parameter {
    if (!('name' in target)) throw new Error('a parameter without a name cannot be made');
    const { name, secret, type, description = '' } = target;
    const id = deps.random.uuid();
    return { id, organizationId, projectId, name, secret, type, description, createdAt: now, modifiedAt: now };
  }

  /** Returns what has to be decided again, because somebody else wrote in between. */
  async function commit({ writes, transaction }: Batch): Promise<Pending[]> {
    try {
      const etags = await rows.write(parametersTable, transaction.partitionKey, transaction.writes);
      room?.add(writes.filter(({ found }) => found === undefined).length);
      const etagOf = new Map(transaction.writes.map(({ rowKey }, index) => [rowKey, etags[index] ?? '']));
      for (const { pending, found, parameter, before, value, rows: written } of writes) {
        const etag = etagOf.get(written[0].rowKey) ?? '';
        const { id, digest, modifiedAt: since, parameterId, environmentId } = value;
        const parameterEtag = etagOf.get(parameterRowKey(parameter.name)) ?? found?.etag ?? '';
        const revision = (before?.revision ?? 0) + 1;
        const head = { parameterId, environmentId, revision, since, etag, value: { ...value, etag } };
        present.learn({ ...parameter, etag: parameterEtag }, head);
        const outcome = before?.value ? 'updated' : 'created';
        results[pending.index] = { outcome, parameterId, valueId: id, etag, digest };
      }
      return [];
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      return againUnlessHopeless(writes.map(({ pending }) => pending));
    }
  }

  /** Returns what is to be decided again; what has lost too often ends as a conflict. */
  function againUnlessHopeless(losers: readonly Pending[]): Pending[] {
    return losers.flatMap((pending) => {
      if (pending.lost < mostLosses) return [{ ...pending, lost: pending.lost + 1 }];
      results[pending.index] = { outcome: 'conflict', digest: null };
      return [];
    });
  }
}

async function existingEnvironments(
  { rows }: Pick<Deps, 'rows'>,
  organizationId: string,
  items: readonly SetValueItem[],
): Promise<Set<string>> {
  const ids = [...new Set(items.map(({ environmentId }) => environmentId))];
  const found = await Promise.all(ids.map((id) => getEnvironment(rows, organizationId, id)));
  return new Set(found.flatMap((environment) => environment?.id ?? []));
}

function nameOf({ parameter }: SetValueItem): string {
  return 'name' in parameter ? parameter.name : parameter.id;
}
