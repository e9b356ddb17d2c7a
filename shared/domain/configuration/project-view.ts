import type { Parameter, Project, StoredValue } from '../configuration.ts';
import type { Stored } from '../stored.ts';

/** One project's parameter of a name, with the values that are set on it. */
export interface ParameterLayer {
  parameter: Stored<Parameter>;
  /** By environment id. */
  values: ReadonlyMap<string, StoredValue>;
}

/** A name as a project sees it. */
export interface VisibleParameter {
  /** The one that counts: the nearest project's. */
  parameter: Stored<Parameter>;
  /** All parameters of this name along the chain of projects, nearest first; the first is `parameter`'s. */
  layers: readonly [ParameterLayer, ...ParameterLayer[]];
}

/** What a project sees: its own parameters and those of the projects that it depends on. */
export interface ProjectView {
  /** The project itself first, then what it depends on, nearest first. */
  chain: readonly [Stored<Project>, ...Stored<Project>[]];
  /** By name. */
  parameters: ReadonlyMap<string, VisibleParameter>;
}

/** What one project of the chain contributes. */
export interface ProjectLayer {
  project: Stored<Project>;
  parameters: readonly Stored<Parameter>[];
  values: readonly StoredValue[];
}

/** Lays the projects of a chain (the viewing project first) over each other. */
export function buildProjectView(layers: readonly [ProjectLayer, ...ProjectLayer[]]): ProjectView {
  const parameters = new Map<string, VisibleParameter>();
  for (const layer of layers) {
    const values = valuesByParameter(layer.values);
    for (const parameter of layer.parameters) {
      const added = { parameter, values: values.get(parameter.id) ?? new Map<string, StoredValue>() };
      const nearer = parameters.get(parameter.name);
      parameters.set(
        parameter.name,
        nearer ? { ...nearer, layers: [...nearer.layers, added] } : { parameter, layers: [added] },
      );
    }
  }
  const [own, ...ancestors] = layers;
  return { chain: [own.project, ...ancestors.map(({ project }) => project)], parameters };
}

function valuesByParameter(values: readonly StoredValue[]): Map<string, Map<string, StoredValue>> {
  const byParameter = new Map<string, Map<string, StoredValue>>();
  for (const value of values) {
    const byEnvironment = byParameter.get(value.parameterId) ?? new Map<string, StoredValue>();
    byParameter.set(value.parameterId, byEnvironment.set(value.environmentId, value));
  }
  return byParameter;
}
