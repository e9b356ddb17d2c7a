import { idOf } from '../../api/id-of.ts';
import type { Schemas } from '../../api/schema.ts';

/** The id of the project in the address of one of its parameters. */
export function projectOf(parameterUrl: string): string {
  return idOf(parameterUrl.replace(/\/parameters\/.*$/, ''));
}

/** Where a value that counts in a project comes from, in a word or two. `nameOf`: the name of a project. */
export function sourceOf(value: Schemas['Value'], projectId: string, nameOf: (id: string) => string): string {
  const carrier = projectOf(value.parameter);
  const places = [
    ...(value.environment_id === value.active_environment_id ? [] : [value.environment_name]),
    ...(carrier === projectId ? [] : [`project ${nameOf(carrier)}`]),
  ];
  return places.length === 0 ? 'set here' : `inherited from ${places.join(', ')}`;
}
