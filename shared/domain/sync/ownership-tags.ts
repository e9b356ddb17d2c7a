import { isName as isObjectName } from '../configuration/name.ts';
import { type BuiltInType, isBuiltInType } from '../configuration/parameter-type.ts';

/** What the tags of a secret that a push wrote say. */
export interface OwnTags {
  organizationId: string;
  pushId: string;
  /** The true names, which the secret's own name cannot always spell. */
  environment: string;
  project: string;
  parameter: string;
  /** False for a parameter that is pushed although it is not secret. */
  secret: boolean;
  /** Of the parameter. */
  type: BuiltInType;
}

const service = 'key-vault-integration';

const keys = {
  service: 'managed-by',
  organizationId: 'kvi-organization',
  pushId: 'kvi-push',
  environment: 'kvi-environment',
  project: 'kvi-project',
  parameter: 'kvi-parameter',
  secret: 'kvi-secret',
  type: 'kvi-type',
} as const;

/** What is kept of a parameter's type: a custom one means nothing elsewhere. */
export function taggedType(type: string): BuiltInType {
  return isBuiltInType(type) ? type : 'string';
}

/** The names of the tags that the service writes; an integration's `resource_tags` may use the others. */
export const ownTagNames: readonly string[] = Object.values(keys);

/** https://learn.microsoft.com/azure/key-vault/secrets/about-secrets#secret-tags */
export const maxTags = 15;
export const maxTagLength = 256;

/** How many tags we write for a parameter of this nature: what is usual goes without saying. */
export function ownTagCount({ secret, type }: { secret: boolean; type: string }): number {
  return ownTagNames.length - (secret ? 1 : 0) - (taggedType(type) === 'string' ? 1 : 0);
}

/** All tags of a secret that we write. What the service says of itself wins over an equal name in `resourceTags`. */
export function writeOwnTags(own: OwnTags, resourceTags: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(resourceTags).filter(([name]) => !ownTagNames.includes(name));
  return {
    ...Object.fromEntries(others),
    [keys.service]: service,
    [keys.organizationId]: own.organizationId,
    [keys.pushId]: own.pushId,
    [keys.environment]: own.environment,
    [keys.project]: own.project,
    [keys.parameter]: own.parameter,
    ...(own.secret ? {} : { [keys.secret]: 'false' }),
    ...(own.type === 'string' ? {} : { [keys.type]: own.type }),
  };
}

/** What our tags say, or nothing when they are not all there or hold what no name can be: then the secret is foreign. */
export function readOwnTags(tags: Readonly<Record<string, string>>): OwnTags | undefined {
  if (tags[keys.service] !== service) return undefined;
  const organizationId = tags[keys.organizationId];
  const pushId = tags[keys.pushId];
  const environment = tags[keys.environment];
  const project = tags[keys.project];
  const parameter = tags[keys.parameter];
  if (!organizationId || !pushId || !isName(environment) || !isName(project) || !isName(parameter)) return undefined;
  const secret = tags[keys.secret] !== 'false';
  const type = taggedType(tags[keys.type] ?? '');
  return { organizationId, pushId, environment, project, parameter, secret, type };
}

/** Anybody who may write to the vault may have written the tags. */
function isName(text: string | undefined): text is string {
  return text !== undefined && isObjectName(text);
}
