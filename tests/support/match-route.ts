import type { Route } from '../../shared/http/route.ts';

/** Finds the route of a request as the platform does: literal segments before parameters, a trailing slash ignored. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { route: Route; params: Record<string, string> } | undefined {
  const candidates = routes
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const params = matchPath(segments(route.path), segments(pathname));
      return params === undefined ? [] : [{ route, params }];
    });
  return candidates.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

function matchPath(template: string[], path: string[]): Record<string, string> | undefined {
  if (template.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const actual = path[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name !== undefined) params[name] = decodeURIComponent(actual);
    else if (part.toLowerCase() !== actual.toLowerCase()) return undefined;
  }
  return params;
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
