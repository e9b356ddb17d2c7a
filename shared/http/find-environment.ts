import type { Environment } from '../domain/configuration.ts';
import { notFound } from '../errors.ts';
import type { Links } from './links.ts';

/** The environment that a query names by its id, its address or its name; rejects with `object.not-found`. */
export function findEnvironment<E extends Environment>(environments: readonly E[], asked: string, links: Links): E {
  const found =
    environments.find(({ id }) => asked === id || asked === links.to('environment', id)) ??
    environments.find(({ name }) => asked === name);
  if (found === undefined) throw notFound('environment');
  return found;
}
