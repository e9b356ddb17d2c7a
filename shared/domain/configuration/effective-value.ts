import type { StoredValue } from '../configuration.ts';
import type { ParameterLayer } from './project-view.ts';

export interface EffectiveValue {
  stored: StoredValue;
  /** Where it is set; the environment asked for, or one above it. */
  environmentId: string;
  /** The project whose parameter carries it. */
  projectId: string;
  /**
   * Whether it must be treated as a secret: the parameter that carries it is one, or the parameter that is seen.
   * A parameter that is not secret can override one that is, and then shows the other's values.
   */
  secret: boolean;
}

/**
 * The value that a parameter has in an environment. `layers`: the parameters of its name along the chain of projects,
 * nearest first; `environmentPath`: the environment and those above it, nearest first. Within an environment the
 * nearest project wins; where nothing is set, the environment above is asked.
 */
export function effectiveValue(
  layers: readonly ParameterLayer[],
  environmentPath: readonly string[],
): EffectiveValue | undefined {
  for (const environmentId of environmentPath) {
    for (const { parameter, values } of layers) {
      const stored = values.get(environmentId);
      if (stored === undefined) continue;
      const secret = parameter.secret || layers[0]?.parameter.secret === true;
      return { stored, environmentId, projectId: parameter.projectId, secret };
    }
  }
  return undefined;
}
