import type { SecretAttributes, SecretProperties } from '../../ports/vaults.ts';
import type { DesiredSecret } from './desired-secret.ts';
import { isAsObserved, type Observation } from './observation.ts';
import { type OwnTags, readOwnTags, taggedType } from './ownership-tags.ts';
import { foldSecretName } from './secret-name.ts';
import { whyNotReadable } from './select-imports.ts';
import type { StepContent } from './step.ts';

export interface PushPlanInput {
  organizationId: string;
  pushId: string;
  desired: readonly DesiredSecret[];
  listing: readonly SecretProperties[];
  /** By folded secret name. */
  observations: ReadonlyMap<string, Observation>;
  /** Overwrite secrets that this push did not write. */
  force: boolean;
  /** Whole seconds since 1970. */
  now: number;
}

export interface PushPlan {
  steps: StepContent[];
  unchanged: number;
  /** How many secrets of this push there are in the vault; what `needsConfirmation` measures deletes by. */
  owned: number;
}

/**
 * What has to change for the vault to hold what is desired. Names must be distinct (see `preflight`).
 * Only secrets that carry this push's tags are ever overwritten (without `force`) or deleted.
 */
export function planPush(input: PushPlanInput): PushPlan {
  const existing = new Map(input.listing.map((secret) => [foldSecretName(secret.name), secret]));
  const planned = input.desired.map((desired) =>
    planSecret(desired, existing.get(foldSecretName(desired.secretName)), input),
  );
  const writes = planned.filter((step) => step !== undefined);

  const wanted = new Set(input.desired.map((desired) => foldSecretName(desired.secretName)));
  const owned = input.listing.filter((secret) => !secret.managed && isOwn(readOwnTags(secret.tags), input));
  const deletes = owned.filter((secret) => !wanted.has(foldSecretName(secret.name))).map(planDelete);
  return { steps: [...writes, ...deletes], unchanged: planned.length - writes.length, owned: owned.length };
}

/** Nothing when there is nothing to do. */
function planSecret(
  desired: DesiredSecret,
  secret: SecretProperties | undefined,
  input: PushPlanInput,
): StepContent | undefined {
  const about = describe(desired);
  if (secret === undefined) return { ...about, operation: 'create', state: 'planned' };
  const found = { ...about, ...secretOf(secret) };
  if (secret.managed)
    return fail(found, 'push.managed-secret', 'The secret belongs to a certificate, which alone may change it.');

  const tags = readOwnTags(secret.tags);
  const own = isOwn(tags, input);
  if (!own && !input.force) {
    const owner =
      tags?.organizationId === input.organizationId
        ? 'Another push wrote the secret'
        : 'The secret was not made by this push';
    return fail(found, 'push.not-owned', `${owner}; it is left alone. Set force to take it over.`);
  }
  const observation = input.observations.get(foldSecretName(secret.name));
  const named = own && tags !== undefined && describes(tags, desired);
  const seen = isAsObserved(observation, secret);
  // Another writer's new version would not carry our tags (a set replaces them), so an equal `updated` is enough here.
  if (named && seen && observation.digest === desired.digest) return undefined;

  const obstacle = own ? whyNotReadable(secret, input.now) : undefined;
  if (obstacle !== undefined)
    return { ...found, operation: null, state: 'succeeded', detail: `${obstacle} It is left as it is.` };
  // Our value did not change and the vault's secret did, or nothing is known of it: it may hold the value all the same.
  const unsure = named && (observation === undefined || observation.digest === desired.digest);
  const keeps = whatToKeep(secret, input.now);
  return { ...found, operation: 'update', state: 'planned', keeps, ...(unsure ? { lookFirst: true } : {}) };
}

/** A new version drops what it is not given. An expiry that has passed is not kept: the version would be born expired. */
function whatToKeep({ contentType, notBefore, expires }: SecretProperties, now: number): SecretAttributes | undefined {
  const isExpired = expires !== undefined && expires <= now;
  const kept = { contentType, notBefore, expires: isExpired ? undefined : expires };
  const present = Object.entries(kept).filter(([, value]) => value !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

/** Few deletes are a matter of course; many are asked about: more than five and more than a fifth of what there is. */
export function needsConfirmation(deletes: number, owned: number): boolean {
  return deletes > 5 && deletes > owned / 5;
}

function planDelete(secret: SecretProperties): StepContent {
  const tags = readOwnTags(secret.tags);
  return {
    subject: 'value',
    operation: 'delete',
    state: 'planned',
    ...secretOf(secret),
    environmentName: tags?.environment,
    projectName: tags?.project,
    parameterName: tags?.parameter,
  };
}

function isOwn(tags: OwnTags | undefined, input: Pick<PushPlanInput, 'organizationId' | 'pushId'>): boolean {
  return tags?.organizationId === input.organizationId && tags.pushId === input.pushId;
}

/** Whether the tags say of the parameter what they should. */
function describes(tags: OwnTags, { environment, project, parameter }: DesiredSecret): boolean {
  return (
    tags.environment === environment.name &&
    tags.project === project.name &&
    tags.parameter === parameter.name &&
    tags.secret === parameter.secret &&
    tags.type === taggedType(parameter.type)
  );
}

function fail(about: Omit<StepContent, 'operation' | 'state'>, code: string, detail: string): StepContent {
  return { ...about, operation: null, state: 'failed', error: { code, detail } };
}

function secretOf(secret: SecretProperties) {
  return { secretName: secret.name, secretId: secret.id, secretUpdated: secret.updated };
}

function describe({ secretName, environment, project, parameter, stored, digest, tag }: DesiredSecret) {
  const { projectId, parameterId, environmentId } = stored;
  const asOf = tag?.asOf?.toISOString();
  return {
    subject: 'value',
    secretName,
    environmentId: environment.id,
    environmentName: environment.name,
    projectId: project.id,
    projectName: project.name,
    parameterId: parameter.id,
    parameterName: parameter.name,
    parameterProjectId: parameter.projectId,
    parameterSecret: parameter.secret,
    parameterType: taggedType(parameter.type),
    source: { projectId, parameterId, environmentId, ...(asOf === undefined ? {} : { asOf }) },
    digest,
    ...(tag === undefined ? {} : { tagId: tag.id, tagName: tag.name }),
  } as const;
}
