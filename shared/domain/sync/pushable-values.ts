import { effectiveValue } from '../configuration/effective-value.ts';
import { environmentPath } from '../configuration/environment-path.ts';
import type { ProjectView } from '../configuration/project-view.ts';
import type { Environment } from '../configuration.ts';
import type { PushableValue } from './desired-secret.ts';

/** Every value that the project's parameters, own and inherited, have in any environment. */
export function* pushableValues(
  view: ProjectView,
  environments: ReadonlyMap<string, Pick<Environment, 'id' | 'name' | 'parentId'>>,
): Generator<PushableValue> {
  const [project] = view.chain;
  for (const environment of environments.values()) {
    const path = environmentPath(environments, environment.id);
    for (const { parameter, layers } of view.parameters.values()) {
      const value = effectiveValue(layers, path);
      if (value === undefined) continue;
      yield {
        environment: { id: environment.id, name: environment.name },
        project: { id: project.id, name: project.name },
        parameter: { id: parameter.id, name: parameter.name, projectId: parameter.projectId, secret: value.secret },
        stored: value.stored,
      };
    }
  }
}
