import pLimit from 'p-limit';
import type { ParameterTarget } from '../../domain/configuration/decide-set-value.ts';
import type { ValueHead } from '../../domain/configuration/value-head.ts';
import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Rows } from '../../ports/rows.ts';
import { getParameter, getParameterByName, listParameters } from '../../store/parameters.ts';
import { getValueHead, projectHeads } from '../../store/values.ts';

/** From this many places on, reading the whole project takes fewer requests than looking the places up. */
const wholeProjectFrom = 300;
const lookupsAtOnce = 16;

export interface Place {
  parameter: ParameterTarget;
  environmentId: string;
}

/** What is known of a project's parameters and values while some of them are being set. */
export interface PresentValues {
  parameter(target: ParameterTarget): Stored<Parameter> | undefined;
  /** What is so there; of many the sealed content is not kept in memory. */
  head(parameterId: string, environmentId: string): ValueHead | undefined;
  /** The same, with the content. */
  wholeHead(parameter: Parameter, environmentId: string): Promise<ValueHead | undefined>;
  /** Reads these places anew. */
  look(places: readonly Place[]): Promise<void>;
  /** Remembers what was just written. */
  learn(parameter: Stored<Parameter>, head: ValueHead): void;
}

export function presentValues(rows: Rows, organizationId: string, projectId: string): PresentValues {
  const byId = new Map<string, Stored<Parameter>>();
  const byName = new Map<string, Stored<Parameter>>();
  const heads = new Map<string, { head: ValueHead; whole: boolean }>();
  const limit = pLimit(lookupsAtOnce);
  const keyOf = (parameterId: string, environmentId: string) => `${parameterId} ${environmentId}`;

  const known = (target: ParameterTarget) => ('id' in target ? byId.get(target.id) : byName.get(target.name));
  const remember = (parameter: Stored<Parameter>) => {
    byId.set(parameter.id, parameter);
    byName.set(parameter.name, parameter);
  };
  const forget = (target: ParameterTarget) => {
    const parameter = known(target);
    if (parameter === undefined) return;
    byId.delete(parameter.id);
    byName.delete(parameter.name);
  };
  const rememberWithoutContent = (head: ValueHead) => {
    const value = head.value && { ...head.value, sealed: null };
    heads.set(keyOf(head.parameterId, head.environmentId), { head: { ...head, value }, whole: false });
  };

  async function readAll(): Promise<void> {
    byId.clear();
    byName.clear();
    heads.clear();
    // The parameters first: whoever sets a first value afterwards changes them (see `setValueWrites`).
    for (const parameter of await listParameters(rows, organizationId, projectId)) remember(parameter);
    for await (const head of projectHeads(rows, { organizationId, projectId })) rememberWithoutContent(head);
  }

  async function readParameter(target: ParameterTarget): Promise<void> {
    const found =
      'id' in target
        ? await getParameter(rows, organizationId, projectId, target.id)
        : await getParameterByName(rows, organizationId, projectId, target.name);
    forget(target);
    if (found) remember(found);
  }

  async function readHead({ parameter: target, environmentId }: Place): Promise<void> {
    const parameter = known(target);
    if (parameter === undefined) return;
    const head = await getValueHead(rows, parameter, environmentId);
    const key = keyOf(parameter.id, environmentId);
    if (head) heads.set(key, { head, whole: true });
    else heads.delete(key);
  }

  return {
    parameter: known,
    head: (parameterId, environmentId) => heads.get(keyOf(parameterId, environmentId))?.head,
    async wholeHead(parameter, environmentId) {
      const found = heads.get(keyOf(parameter.id, environmentId));
      if (found === undefined || found.whole) return found?.head;
      const { head } = found;
      const read = await getValueHead(rows, parameter, environmentId);
      // Changed meanwhile: the write is refused, and whoever wants it looks again.
      return read?.etag === head.etag ? read : head;
    },
    async look(places) {
      if (places.length >= wholeProjectFrom) return readAll();
      const targets = new Map(
        places.map(({ parameter }) => ['id' in parameter ? `id ${parameter.id}` : `name ${parameter.name}`, parameter]),
      );
      await limit.map(targets.values(), readParameter);
      await limit.map(places, readHead);
    },
    learn(parameter, head) {
      remember(parameter);
      rememberWithoutContent(head);
    },
  };
}
