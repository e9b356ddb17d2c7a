import type { SecretProperties } from '../../ports/vaults.ts';
import type { BuiltInType } from '../configuration/parameter-type.ts';
import type { KnownNames } from './known-names.ts';
import { matchPattern } from './match-pattern.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import type { OutcomeCode } from './outcome-codes.ts';
import { type OwnTags, readOwnTags } from './ownership-tags.ts';
import type { PullPattern } from './pattern.ts';
import { foldSecretName, toSecretName } from './secret-name.ts';

/** An environment or project: one that exists, or one that an import would have to create. */
export interface ImportTarget {
  /** Absent: does not exist. */
  id?: string;
  name: string;
}

/** What a secret would be imported as. */
export interface ImportCandidate {
  secret: SecretProperties;
  environment: ImportTarget;
  project: ImportTarget;
  parameterName: string;
  /** Whether a push of this service wrote it. */
  ours: boolean;
  /** Whether the parameter was a secret, and its type; what we did not write is a secret. */
  nature: ParameterNature;
}

export interface ParameterNature {
  secret: boolean;
  type: BuiltInType;
}

export interface SkippedSecret {
  secret: SecretProperties;
  reason: string;
  /** Set where it is a failure and not a matter of course. */
  code?: OutcomeCode;
}

export interface ImportSelection {
  candidates: ImportCandidate[];
  /** Matched, but not to be imported. */
  skipped: SkippedSecret[];
  /** Not matched by the pattern. */
  others: SecretProperties[];
}

export interface ImportScope {
  organizationId: string;
  pattern: PullPattern;
  environments: readonly { id: string; name: string; parentId: string | null }[];
  projects: readonly { id: string; name: string }[];
  /** Whole seconds since 1970. */
  now: number;
}

const foreign: ParameterNature = { secret: true, type: 'string' };

/** Names that a run creates become known to the next run: it should then read every name as this one did. */
const mostPasses = 8;

/**
 * Which secrets a pull is about, and what each would become. Secrets that a push wrote carry their true names in tags,
 * whichever organization's push it was; all others are taken apart by the pattern. A pattern without `environment` means
 * the root; one without `project` the organization's only project (see `checkImportPattern`). What another organization
 * pushed comes last, so that it takes no other secret's place.
 */
export function selectImports(listing: readonly SecretProperties[], scope: ImportScope): ImportSelection {
  const known = { environments: new Set<string>(), projects: new Set<string>() };
  let selection = selectOnce(listing, scope, known);
  for (let pass = 1; pass < mostPasses; pass += 1) {
    const size = known.environments.size + known.projects.size;
    for (const { environment, project } of selection.candidates) {
      known.environments.add(spelling(environment.name));
      known.projects.add(spelling(project.name));
    }
    if (known.environments.size + known.projects.size === size) break;
    selection = selectOnce(listing, scope, known);
  }
  return selection;
}

/** `expected`: names, folded, that are to count as known beside those that exist. */
function selectOnce(listing: readonly SecretProperties[], scope: ImportScope, expected: KnownNames): ImportSelection {
  const environments = createNameIndex<ImportTarget>(scope.environments);
  const projects = createNameIndex<ImportTarget>(scope.projects);
  const known = {
    environments: new Set([...environments.folded, ...expected.environments]),
    projects: new Set([...projects.folded, ...expected.projects]),
  };
  const root = scope.environments.find((environment) => environment.parentId === null);
  const [onlyProject] = scope.projects;
  const owned = tagsOf(listing);
  // The true names come first: a foreign secret may mean one of them.
  for (const tags of owned.values()) {
    exactTarget(environments, tags.environment);
    exactTarget(projects, tags.project);
  }

  const selection: ImportSelection = { candidates: [], skipped: [], others: [] };
  for (const secret of listing) {
    const parts = matchPattern(scope.pattern, secret.name, known);
    if (parts === undefined) {
      selection.others.push(secret);
      continue;
    }
    const obstacle = whyNotReadable(secret, scope.now);
    if (obstacle !== undefined) {
      selection.skipped.push({ secret, reason: obstacle });
      continue;
    }
    const tags = owned.get(secret);
    if (tags !== undefined) {
      const environment = exactTarget(environments, tags.environment);
      const project = exactTarget(projects, tags.project);
      const nature = { secret: tags.secret, type: tags.type };
      selection.candidates.push({ secret, environment, project, parameterName: tags.parameter, ours: true, nature });
      continue;
    }
    const environment = parts.environment === undefined ? root : spelledTarget(environments, parts.environment);
    const project = parts.project === undefined ? onlyProject : spelledTarget(projects, parts.project);
    if (environment === undefined || project === undefined) {
      const [kind, text] = environment === undefined ? ['environment', parts.environment] : ['project', parts.project];
      const reason = `“${text}” could be more than one ${kind}; a vault cannot tell their names apart.`;
      selection.skipped.push({ secret, reason, code: 'import.ambiguous-name' });
      continue;
    }
    selection.candidates.push({
      secret,
      environment,
      project,
      parameterName: parts.parameter,
      ours: false,
      nature: foreign,
    });
  }
  const isStranger = ({ secret }: ImportCandidate) =>
    (owned.get(secret)?.organizationId ?? scope.organizationId) !== scope.organizationId;
  selection.candidates.sort((one, other) => Number(isStranger(one)) - Number(isStranger(other)));
  return selection;
}

function tagsOf(listing: readonly SecretProperties[]): Map<SecretProperties, OwnTags> {
  const owned = new Map<SecretProperties, OwnTags>();
  for (const secret of listing) {
    const tags = readOwnTags(secret.tags);
    if (tags !== undefined) owned.set(secret, tags);
  }
  return owned;
}

function spelling(name: string): string {
  return foldSecretName(toSecretName(name));
}

/** Certificate-backed, disabled and expired secrets are not imported. `now`: whole seconds since 1970. */
export function whyNotReadable(secret: SecretProperties, now: number): string | undefined {
  if (secret.managed) return 'The secret belongs to a certificate.';
  if (!secret.enabled) return 'The secret is disabled.';
  if (secret.expires !== undefined && secret.expires <= now) return 'The secret has expired.';
  return undefined;
}

function exactTarget(index: NameIndex<ImportTarget>, name: string): ImportTarget {
  const found = index.exact(name);
  if (found !== undefined) return found;
  const target = { name };
  index.add(target);
  return target;
}

/** Nothing when several could be meant. */
function spelledTarget(index: NameIndex<ImportTarget>, text: string): ImportTarget | undefined {
  const found = index.spelled(text);
  if (found.kind === 'found') return found.item;
  if (found.kind === 'ambiguous') return undefined;
  const target = { name: text };
  index.add(target);
  return target;
}
