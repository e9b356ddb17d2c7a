import { effectiveValue } from '../configuration/effective-value.ts';
import { environmentPath } from '../configuration/environment-path.ts';
import type { ProjectView } from '../configuration/project-view.ts';
import type { Environment } from '../configuration.ts';
import type { PushableValue, PushedTag } from './desired-secret.ts';

type Place = Pick<Environment, 'id' | 'name' | 'parentId'>;

/** Every value that the project's parameters, own and inherited, have in any environment, or in the tag's one. */
export function* pushableValues(
  view: ProjectView,
  environments: ReadonlyMap<string, Place>,
  only?: { environment: Place; tag: PushedTag },
): Generator<PushableValue> {
  const [project] = view.chain;
  for (const environment of only === undefined ? environments.values() : [only.environment]) {
    const path = environmentPath(environments, environment.id);
    for (const { parameter, layers } of view.parameters.values()) {
      const value = effectiveValue(layers, path);
      if (value === undefined) continue;
      const { id, name, projectId, type } = parameter;
      yield {
        environment: { id: environment.id, name: environment.name },
        project: { id: project.id, name: project.name },
        parameter: { id, name, projectId, type, secret: value.secret },
        stored: value.stored,
        ...(only === undefined ? {} : { tag: only.tag }),
      };
    }
  }
}
