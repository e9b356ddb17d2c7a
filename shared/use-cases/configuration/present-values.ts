import pLimit from 'p-limit';
import type { ParameterTarget } from '../../domain/configuration/decide-set-value.ts';
import type { ValueHead } from '../../domain/configuration/value-head.ts';
import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Rows } from '../../ports/rows.ts';
import {
  getParameter,
  getParameterByName,
  listParameters,
  parameterKey,
  readParametersBetween,
} from '../../store/parameters.ts';
import { getValueHead, projectHeads, readHeadsBetween } from '../../store/values.ts';

/** From this many places on, reading the whole project takes fewer requests than looking the places up. */
const wholeProjectFrom = 300;
const lookupsAtOnce = 16;
/** From this many names on, all that stand between the first and the last are read with one request. */
const rangeFrom = 8;
/** So many rows are read then at the most; what lies behind them is looked up. */
const mostParameters = 1000;
/** Values may be long. */
const mostValuesPerPlace = 2;

type NamedTarget = Extract<ParameterTarget, { name: string }>;

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
    for await (const head of projectHeads(rows, { organizationId, projectId }, { content: false })) {
      rememberWithoutContent(head);
    }
  }

  async function readParameter(target: ParameterTarget): Promise<void> {
    const found =
      'id' in target
        ? await getParameter(rows, organizationId, projectId, target.id)
        : await getParameterByName(rows, organizationId, projectId, target.name);
    forget(target);
    if (found) remember(found);
  }

  /** Of names that stand close together, as those of one import do. */
  async function readNamed(targets: readonly NamedTarget[]): Promise<void> {
    const ordered = inOrder(targets, ({ name }) => name);
    const [first, last] = [ordered[0], ordered.at(-1)];
    if (first === undefined || last === undefined || ordered.length < rangeFrom) {
      await limit.map(ordered, readParameter);
      return;
    }
    const range = { first: first.name, last: last.name, limit: mostParameters };
    const { parameters, reachedKey } = await readParametersBetween(rows, { organizationId, projectId }, range);
    const reached = ({ name }: { name: string }) => reachedKey === undefined || parameterKey(name) <= reachedKey;
    const found = new Map(parameters.map((parameter) => [parameter.name, parameter]));
    for (const target of ordered.filter(reached)) {
      forget(target);
      const parameter = found.get(target.name);
      if (parameter) remember(parameter);
    }
    await limit.map(
      ordered.filter((target) => !reached(target)),
      readParameter,
    );
  }

  /** Of parameters that are known, in one environment. */
  async function readHeads(environmentId: string, places: readonly Place[]): Promise<void> {
    const named = places.flatMap((place) => {
      const parameter = known(place.parameter);
      return parameter === undefined ? [] : { place, parameter };
    });
    const ordered = inOrder(named, ({ parameter }) => parameter.name);
    const [first, last] = [ordered[0], ordered.at(-1)];
    if (first === undefined || last === undefined || ordered.length < rangeFrom) {
      await limit.map(places, readHead);
      return;
    }
    const owner = { organizationId, projectId };
    const range = {
      first: first.parameter.name,
      last: last.parameter.name,
      limit: Math.min(mostParameters, ordered.length * mostValuesPerPlace),
    };
    const { heads: read, reachedKey } = await readHeadsBetween(rows, owner, environmentId, range);
    const found = new Map(read.map((head) => [head.parameterId, head]));
    const beyond: Place[] = [];
    for (const { place, parameter } of ordered) {
      if (reachedKey !== undefined && parameterKey(parameter.name) > reachedKey) {
        beyond.push(place);
        continue;
      }
      // What a deleted parameter of the same name may have left is not this one's.
      const head = found.get(parameter.id);
      const key = keyOf(parameter.id, environmentId);
      if (head) heads.set(key, { head, whole: true });
      else heads.delete(key);
    }
    await limit.map(beyond, readHead);
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
      const byTarget = new Map(
        places.map(({ parameter }) => ['id' in parameter ? `id ${parameter.id}` : `name ${parameter.name}`, parameter]),
      );
      const targets = [...byTarget.values()];
      await readNamed(targets.flatMap((target) => ('name' in target ? target : [])));
      await limit.map(
        targets.filter((target) => 'id' in target),
        readParameter,
      );
      for (const [environmentId, group] of Map.groupBy(places, (place) => place.environmentId)) {
        await readHeads(environmentId, group);
      }
    },
    learn(parameter, head) {
      remember(parameter);
      rememberWithoutContent(head);
    },
  };
}

/** In the order of their rows. */
function inOrder<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, key: parameterKey(nameOf(item)) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item);
}
