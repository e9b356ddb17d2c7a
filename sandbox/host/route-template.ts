import { AppStartError } from './app-start-error.ts';
import { parseConstraint, type RouteConstraint } from './route-constraint.ts';

export interface LiteralSegment {
  kind: 'literal';
  text: string;
}

export interface ParameterSegment {
  kind: 'parameter';
  name: string;
  optional: boolean;
  /** `{*rest}`: takes all that is left of the path. */
  catchAll: boolean;
  default?: string;
  constraints: RouteConstraint[];
}

/** Literals and parameters in one segment, e.g. `{name}.{extension}`. */
export interface MixedSegment {
  kind: 'mixed';
  pattern: RegExp;
  parameters: ParameterSegment[];
}

export type RouteSegment = LiteralSegment | ParameterSegment | MixedSegment;

/** Doubled braces stand for single ones; until all else is read, these stand for them. */
const ESCAPED_OPEN = '\u0001';
const ESCAPED_CLOSE = '\u0002';

/** Reads a route template, e.g. `items/{id:guid}/{*path}`, in the syntax of ASP.NET Core's routing. */
export function parseRouteTemplate(template: string): RouteSegment[] {
  const escaped = template.replaceAll('{{', ESCAPED_OPEN).replaceAll('}}', ESCAPED_CLOSE);
  const segments = splitOutsideBraces(escaped.replace(/^\/+|\/+$/g, '')).map(parseSegment);
  const names = segments.flatMap((segment) =>
    segment.kind === 'literal' ? [] : segment.kind === 'mixed' ? segment.parameters : [segment],
  );
  const seen = new Set<string>();
  for (const { name } of names) {
    if (seen.has(name.toLowerCase())) throw invalid(template, `the parameter "${name}" occurs twice`);
    seen.add(name.toLowerCase());
  }
  for (const segment of segments.slice(0, -1)) {
    if (segment.kind === 'parameter' && segment.catchAll) throw invalid(template, 'a catch-all must be last');
  }
  return segments;
}

function parseSegment(text: string): RouteSegment {
  const parts = text.match(/\{[^{}]*\}|[^{}]+/g) ?? [];
  if (parts.join('') !== text) throw invalid(text, 'unbalanced braces');
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return only.startsWith('{') ? parseParameter(only.slice(1, -1)) : { kind: 'literal', text: withBraces(only) };
  }
  const parameters: ParameterSegment[] = [];
  const pattern = parts.map((part) => {
    if (!part.startsWith('{')) return withBraces(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    parameters.push(parseParameter(part.slice(1, -1)));
    return '(.+)';
  });
  return { kind: 'mixed', pattern: new RegExp(`^${pattern.join('')}$`, 'i'), parameters };
}

function parseParameter(text: string): ParameterSegment {
  const match = /^(\*{0,2})([^:=?*]+)((?::(?:[^:=?()]|\((?:[^()]|\([^()]*\))*\))+)*)(?:=(.*?))?(\?)?$/.exec(text);
  const [, stars = '', name, constraints = '', fallback, optional] = match ?? [];
  if (name === undefined) throw invalid(`{${text}}`, 'no parameter');
  const inline = constraints.match(/:(?:[^:()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  return {
    kind: 'parameter',
    name,
    optional: optional !== undefined || fallback !== undefined,
    catchAll: stars !== '',
    ...(fallback === undefined ? {} : { default: fallback }),
    constraints: inline.map((constraint) => parseConstraint(withBraces(constraint.slice(1)))),
  };
}

/** Slashes within braces belong to a constraint's argument. */
function splitOutsideBraces(template: string): string[] {
  return template === '' ? [] : (template.match(/(?:\{[^{}]*\}|[^/])+/g) ?? []);
}

function withBraces(text: string): string {
  return text.replaceAll(ESCAPED_OPEN, '{').replaceAll(ESCAPED_CLOSE, '}');
}

function invalid(template: string, why: string): AppStartError {
  return new AppStartError('configuration', `The route "${template}" is not valid: ${why}.`);
}
