import { type ParameterSegment, parseRouteTemplate, type RouteSegment } from './route-template.ts';

/** An HTTP function's route, prefix included. */
export interface Route {
  functionName: string;
  template: string;
  /** Upper case. */
  methods: string[];
}

export type RouteMatch =
  | { kind: 'function'; functionName: string; params: Record<string, string> }
  /** The path is known, but not with this method, and the platform says so (only for HEAD). */
  | { kind: 'method-not-allowed'; allow: string[] }
  | { kind: 'none' };

/**
 * `literal-first`: as ASP.NET Core orders its own routes, the more exact template wins.
 * `function-name`: as Azure does: the first template that matches, functions in the order of their names, whatever the
 * templates (https://github.com/Azure/azure-functions-host/issues/9876).
 */
export type RouteOrder = 'literal-first' | 'function-name';

interface CompiledRoute extends Route {
  segments: RouteSegment[];
}

export interface RouteTable {
  /** `path` as the client sent it (escaped), without query. A path without a route, or with another method, is `none`. */
  match(method: string, path: string): RouteMatch;
  /** Pairs of routes where Azure's order picks another function than `literal-first` for some requests. */
  differences(): { request: Route; answeredBy: Route }[];
}

export function createRouteTable(routes: readonly Route[], order: RouteOrder = 'literal-first'): RouteTable {
  const compiled = routes.map((route) => ({ ...route, segments: parseRouteTemplate(route.template) }));
  const byName = compiled.toSorted((a, b) => compareNames(a.functionName, b.functionName));
  const byExactness = byName.toSorted((a, b) => compareExactness(a.segments, b.segments));
  const ordered = order === 'literal-first' ? byExactness : byName;
  const place = new Map(byName.map((route, index) => [route, index]));
  const isBefore = (one: CompiledRoute, other: CompiledRoute) => (place.get(one) ?? 0) < (place.get(other) ?? 0);

  return {
    match(method, path) {
      const wanted = method.toUpperCase();
      const parts = splitPath(path);
      let allow: string[] | undefined;
      for (const route of ordered) {
        const params = parts && matchSegments(route.segments, parts);
        if (!params) continue;
        if (accepts(route, wanted)) return { kind: 'function', functionName: route.functionName, params };
        allow ??= route.methods;
      }
      return wanted === 'HEAD' && allow ? { kind: 'method-not-allowed', allow } : { kind: 'none' };
    },
    differences: () =>
      byExactness.flatMap((request, index) =>
        byExactness
          .slice(index + 1)
          .filter((other) => isBefore(other, request) && overlap(request, other))
          .map((answeredBy) => ({ request, answeredBy })),
      ),
  };
}

/** A function that takes GET takes HEAD (WebScriptHostHttpRoutesManager of Azure/azure-functions-host). */
function accepts(route: Route, method: string): boolean {
  return route.methods.includes(method) || (method === 'HEAD' && route.methods.includes('GET'));
}

/** Decoded segments; undefined for a path that can match nothing. One trailing slash is ignored. */
function splitPath(path: string): string[] | undefined {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  if (trimmed === '') return [];
  const parts = trimmed.split('/');
  return parts.includes('') ? undefined : parts.map(decodeSegment);
}

/** As ASP.NET Core decodes: an escaped slash stays escaped, and so does what is no UTF-8. */
function decodeSegment(segment: string): string {
  try {
    return segment
      .split(/(%2f)/i)
      .map((piece) => (/^%2f$/i.test(piece) ? piece : decodeURIComponent(piece)))
      .join('');
  } catch {
    return segment;
  }
}

function matchSegments(segments: RouteSegment[], path: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  const take = (parameter: ParameterSegment, value: string | undefined): boolean => {
    const actual = value ?? parameter.default;
    if (actual === undefined) return parameter.optional || parameter.catchAll;
    if (!parameter.constraints.every((constraint) => constraint(actual))) return false;
    params[parameter.name] = actual;
    return true;
  };
  for (const [index, segment] of segments.entries()) {
    const actual = path[index];
    if (segment.kind === 'literal') {
      if (actual?.toLowerCase() !== segment.text.toLowerCase()) return undefined;
    } else if (segment.kind === 'mixed') {
      const values = actual === undefined ? undefined : segment.pattern.exec(actual)?.slice(1);
      if (!values || !segment.parameters.every((parameter, at) => take(parameter, values[at]))) return undefined;
    } else if (segment.catchAll) {
      return take(segment, index < path.length ? path.slice(index).join('/') : undefined) ? params : undefined;
    } else if (!take(segment, actual)) return undefined;
  }
  return path.length > segments.length ? undefined : params;
}

function compareNames(a: string, b: string): number {
  const [left, right] = [a.toUpperCase(), b.toUpperCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Segment by segment; of templates that are equal so far the shorter comes first. */
function compareExactness(a: RouteSegment[], b: RouteSegment[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left && right && rank(left) !== rank(right)) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(segment: RouteSegment): number {
  if (segment.kind === 'literal') return 1;
  if (segment.kind === 'mixed') return 2;
  const constrained = segment.constraints.length > 0;
  return segment.catchAll ? (constrained ? 4 : 5) : constrained ? 2 : 3;
}

/** Whether some request may reach both; two constraints on the same place are taken to have a value in common. */
function overlap(a: CompiledRoute, b: CompiledRoute): boolean {
  return a.methods.some((method) => b.methods.includes(method)) && mayMeet(a.segments, b.segments);
}

function mayMeet([a, ...restA]: RouteSegment[], [b, ...restB]: RouteSegment[]): boolean {
  if (isCatchAll(a) || isCatchAll(b)) return true;
  if (!a || !b) return [a, b, ...restA, ...restB].every((segment) => !segment || isOptional(segment));
  return segmentsMeet(a, b) && mayMeet(restA, restB);
}

function isCatchAll(segment: RouteSegment | undefined): boolean {
  return segment?.kind === 'parameter' && segment.catchAll;
}

function isOptional(segment: RouteSegment): boolean {
  return segment.kind === 'parameter' && (segment.optional || segment.catchAll);
}

function segmentsMeet(a: RouteSegment, b: RouteSegment): boolean {
  if (a.kind === 'literal') return matchSegments([b], [a.text]) !== undefined;
  return b.kind === 'literal' ? segmentsMeet(b, a) : true;
}
