import pLimit from 'p-limit';
import type { ParameterTarget, ValueMark } from '../../domain/configuration/decide-set-value.ts';
import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Rows } from '../../ports/rows.ts';
import { getParameter, getParameterByName, listParameters } from '../../store/parameters.ts';
import { getValue, projectValues } from '../../store/values.ts';

/** From this many places on, reading the whole project takes fewer requests than looking the places up. */
const wholeProjectFrom = 300;
const lookupsAtOnce = 16;

export interface Place {
  parameter: ParameterTarget;
  environmentId: string;
}

/** What is known of a project's parameters and values while some of them are being set. */
export interface PresentValues {
  parameter(target: ParameterTarget): Parameter | undefined;
  value(parameterId: string, environmentId: string): ValueMark | undefined;
  /** Reads these places anew. */
  look(places: readonly Place[]): Promise<void>;
  /** Remembers what was just written. */
  learn(parameter: Parameter, environmentId: string, value: ValueMark): void;
}

export function presentValues(rows: Rows, organizationId: string, projectId: string): PresentValues {
  const byId = new Map<string, Parameter>();
  const byName = new Map<string, Parameter>();
  const values = new Map<string, ValueMark>();
  const limit = pLimit(lookupsAtOnce);
  const keyOf = (parameterId: string, environmentId: string) => `${parameterId} ${environmentId}`;

  const known = (target: ParameterTarget) => ('id' in target ? byId.get(target.id) : byName.get(target.name));
  const remember = (parameter: Parameter) => {
    byId.set(parameter.id, parameter);
    byName.set(parameter.name, parameter);
  };
  const forget = (target: ParameterTarget) => {
    const parameter = known(target);
    if (parameter === undefined) return;
    byId.delete(parameter.id);
    byName.delete(parameter.name);
  };

  async function readAll(): Promise<void> {
    byId.clear();
    byName.clear();
    values.clear();
    for (const parameter of await listParameters(rows, organizationId, projectId)) remember(parameter);
    for await (const { id, parameterId, environmentId, etag, digest, createdAt } of projectValues(
      rows,
      organizationId,
      projectId,
    )) {
      values.set(keyOf(parameterId, environmentId), { id, etag, digest, createdAt });
    }
  }

  async function readParameter(target: ParameterTarget): Promise<void> {
    const found: Stored<Parameter> | undefined =
      'id' in target
        ? await getParameter(rows, organizationId, projectId, target.id)
        : await getParameterByName(rows, organizationId, projectId, target.name);
    forget(target);
    if (found) remember(found);
  }

  async function readValue({ parameter: target, environmentId }: Place): Promise<void> {
    const parameter = known(target);
    if (parameter === undefined) return;
    const found = await getValue(rows, organizationId, projectId, { parameterId: parameter.id, environmentId });
    const key = keyOf(parameter.id, environmentId);
    if (found) values.set(key, { id: found.id, etag: found.etag, digest: found.digest, createdAt: found.createdAt });
    else values.delete(key);
  }

  return {
    parameter: known,
    value: (parameterId, environmentId) => values.get(keyOf(parameterId, environmentId)),
    async look(places) {
      if (places.length >= wholeProjectFrom) return readAll();
      const targets = new Map(
        places.map(({ parameter }) => ['id' in parameter ? `id ${parameter.id}` : `name ${parameter.name}`, parameter]),
      );
      await limit.map(targets.values(), readParameter);
      await limit.map(places, readValue);
    },
    learn(parameter, environmentId, value) {
      remember(parameter);
      values.set(keyOf(parameter.id, environmentId), value);
    },
  };
}
