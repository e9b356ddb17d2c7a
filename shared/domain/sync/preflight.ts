import type { DesiredSecret } from './desired-secret.ts';
import type { OutcomeCode } from './outcome-codes.ts';
import { maxTagLength, maxTags, ownTagCount, ownTagNames } from './ownership-tags.ts';
import type { TemplatePattern } from './pattern.ts';
import { foldSecretName, maxSecretNameLength } from './secret-name.ts';

/** https://learn.microsoft.com/azure/key-vault/secrets/about-secrets : 25 KB of UTF-8. */
export const maxSecretBytes = 25_600;

/** Something that keeps a push from beginning. */
export interface Problem {
  code: OutcomeCode | 'pattern.missing-variable' | 'integration.not-writable';
  detail: string;
  /** The value that it is about, when it is about one. */
  desired?: DesiredSecret;
}

/** What a push is about, as far as its pattern has to tell it apart. */
export interface Covered {
  projects: number;
  environments: number;
  /** An environment that several tags come from, if there is one. */
  severalTagsOf?: string;
}

export interface PreflightInput {
  pattern: TemplatePattern;
  covered: Covered;
  writable: boolean;
  resourceTags: Readonly<Record<string, string>>;
  desired: readonly DesiredSecret[];
}

/** Everything that is wrong with a push as such, found before the vault is asked anything. Sizes: `checkSizes`. */
export function preflight(input: PreflightInput): Problem[] {
  return [
    ...checkWritable(input.writable),
    ...checkVariables(input.pattern, input.covered),
    ...checkTags(input.resourceTags, input.desired),
    ...input.desired.flatMap(checkName),
    ...checkCollisions(input.desired),
  ];
}

/** What of it no vault takes. */
export function checkSizes(desired: readonly DesiredSecret[]): Problem[] {
  return desired.flatMap((each) => checkSize(each, each.stored.byteLength));
}

export function checkSize(desired: DesiredSecret, bytes: number): Problem[] {
  if (bytes <= maxSecretBytes) return [];
  const detail = `The value of ${nameOf(desired)} has ${bytes} bytes; a vault takes ${maxSecretBytes}.`;
  return [{ code: 'secret.too-large', detail, desired }];
}

function checkWritable(writable: boolean): Problem[] {
  return writable ? [] : [{ code: 'integration.not-writable', detail: 'The integration is not writable.' }];
}

/** What the push's tags cover. A tag's environment is the only one that it says anything of. */
export function coveredByTags(tags: readonly { environment: { name: string } }[]): Omit<Covered, 'projects'> {
  const names = tags.map(({ environment }) => environment.name);
  return {
    environments: new Set(names).size,
    severalTagsOf: names.find((name, index) => names.indexOf(name) < index),
  };
}

export function checkVariables(pattern: TemplatePattern, covered: Covered): Problem[] {
  const { projects, environments, severalTagsOf } = covered;
  const missing = (variable: string, reason: string): Problem => ({
    code: 'pattern.missing-variable',
    detail: `The pattern lacks the variable ${variable}: ${reason}.`,
  });
  return [
    ...(projects > 1 && !pattern.variables.has('project')
      ? [missing('project', `${projects} projects are pushed`)]
      : []),
    ...(environments > 1 && !pattern.variables.has('environment')
      ? [missing('environment', `${environments} environments are pushed`)]
      : []),
    ...(severalTagsOf !== undefined && !pattern.variables.has('tag')
      ? [missing('tag', `several tags come from the environment “${severalTagsOf}”`)]
      : []),
  ];
}

function checkTags(resourceTags: Readonly<Record<string, string>>, desired: readonly DesiredSecret[]): Problem[] {
  const others = Object.keys(resourceTags).filter((name) => !ownTagNames.includes(name)).length;
  // What is not secret or no text says so in one tag more each.
  const own = desired.reduce((most, { parameter }) => Math.max(most, ownTagCount(parameter)), 0);
  if (own + others <= maxTags) return [];
  const detail = `A secret has at most ${maxTags} tags, ${own} of them ours: resource_tags may have ${maxTags - own}.`;
  return [{ code: 'tag.too-many', detail }];
}

function checkName(desired: DesiredSecret): Problem[] {
  return [...checkLength(desired), ...checkNamesAsTags(desired)];
}

/** Without the true names in tags an import could not restore them. */
function checkNamesAsTags(desired: DesiredSecret): Problem[] {
  const { environment, project, parameter } = desired;
  const longest = Math.max(...[environment, project, parameter].map(({ name }) => name.length));
  if (longest <= maxTagLength) return [];
  const detail = `A name of ${nameOf(desired)} has ${longest} UTF-16 units; a tag, which keeps it, takes ${maxTagLength}.`;
  return [{ code: 'tag.too-long', detail, desired }];
}

function checkLength(desired: DesiredSecret): Problem[] {
  const { length } = desired.secretName;
  if (length === 0)
    return [{ code: 'secret-name.empty', detail: `The name for ${nameOf(desired)} would be empty.`, desired }];
  if (length <= maxSecretNameLength) return [];
  const detail = `The name for ${nameOf(desired)} would have ${length} characters; a vault takes ${maxSecretNameLength}.`;
  return [{ code: 'secret-name.too-long', detail, desired }];
}

function checkCollisions(desired: readonly DesiredSecret[]): Problem[] {
  const firstByName = new Map<string, DesiredSecret>();
  const problems: Problem[] = [];
  for (const item of desired) {
    const name = foldSecretName(item.secretName);
    const first = firstByName.get(name);
    if (first === undefined) {
      firstByName.set(name, item);
      continue;
    }
    const detail = `${nameOf(first)} and ${nameOf(item)} would both be the secret “${item.secretName}”.`;
    problems.push({ code: 'secret-name.collision', detail, desired: item });
  }
  return problems;
}

function nameOf({ environment, project, parameter, tag }: DesiredSecret): string {
  const asOf = tag === undefined ? '' : ` as of “${tag.name}”`;
  return `“${parameter.name}” of “${project.name}” in “${environment.name}”${asOf}`;
}
