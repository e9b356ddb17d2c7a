import { useSearchParams } from 'wouter';
import type { EnvironmentTree } from './environment-tree.ts';

/** When parameters are looked at; nothing: now. */
export type Moment = { tag?: string; as_of?: string };

/** In which environment parameters are looked at, and when: part of the page's address, so that it can be handed on. */
export function useLook(tree: EnvironmentTree | undefined) {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('environment');
  const environment = (tree?.all.find(({ environment: { id } }) => id === asked) ?? tree?.roots[0])?.environment;
  const moment: Moment = {};
  const [tag, asOf] = [search.get('tag'), search.get('as_of')];
  if (tag) moment.tag = tag;
  else if (asOf) moment.as_of = asOf;
  return {
    environment,
    moment,
    lookIn: (id: string) => setSearch({ environment: id }, { replace: true }),
    lookAt: (at: Moment) =>
      setSearch({ ...(environment === undefined ? {} : { environment: environment.id }), ...at }, { replace: true }),
  };
}

/** What a link to another page of parameters takes along. */
export function lookQuery(environmentId: string, { tag, as_of }: Moment): string {
  const query = new URLSearchParams({ environment: environmentId });
  if (tag !== undefined) query.set('tag', tag);
  if (as_of !== undefined) query.set('as_of', as_of);
  return `?${query}`;
}
