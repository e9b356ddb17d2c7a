import type { SecretEntry, SecretVersion } from '../cloud/model.ts';
import { addSecret, findSecret, removeSecret } from '../cloud/secret-index.ts';
import type { SecretOperation } from '../cloud/vault-operation.ts';
import { listDeleted, listSecrets, listVersions } from './list-operations.ts';
import { secretErrors } from './object-errors.ts';
import { type ObjectOperation, refusalInState, stateOf } from './object-state.ts';
import type { Answer, OperationRequest } from './operation-request.ts';
import { parseSetBody, parseUpdateBody } from './secret-body.ts';
import { RECOVERABLE_DAYS, toBundle, toBundleWithValue } from './secret-shapes.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Every operation of the secrets API that the sandbox speaks. They change the vault and throw the refusals as KeyVaultError. */
export const SECRET_OPERATIONS: Record<SecretOperation, (request: OperationRequest) => Answer> = {
  list: listSecrets,
  listVersions: (request) => listVersions(request, require(request, 'listVersions')),
  listDeleted,
  get: getSecret,
  getDeleted: (request) => bundle(request, require(request, 'getDeleted')),
  set: setSecret,
  update: updateSecret,
  delete: deleteSecret,
  recover: recoverSecret,
  purge: purgeSecret,
};

function getSecret(request: OperationRequest): Answer {
  const entry = require(request, 'get');
  const version = versionOf(entry, request);
  if (!version.enabled) throw secretErrors.disabled('get');
  return { status: 200, body: toBundleWithValue(request.vaultUrl, entry, version) };
}

function setSecret(request: OperationRequest): Answer {
  const { vault, name, now } = request;
  const entry = lookUp(request, 'set');
  if (entry?.managed) throw secretErrors.managed('set');
  const { value, contentType, tags, attributes } = parseSetBody(request.body);
  const seconds = Math.floor(now / 1000);
  const version: SecretVersion = {
    version: request.newVersionId(),
    value,
    enabled: attributes?.enabled ?? true,
    ...(contentType ? { contentType } : {}),
    ...(tags ? { tags } : {}),
    ...(attributes?.nbf ? { notBefore: attributes.nbf } : {}),
    ...(attributes?.exp ? { expires: attributes.exp } : {}),
    created: seconds,
    updated: seconds,
  };
  const target = entry ?? { name, versions: [], managed: false };
  target.versions.push(version);
  if (!entry) addSecret(vault, target);
  return { status: 200, body: toBundleWithValue(request.vaultUrl, target, version) };
}

/** What is absent from the body stays; tags are replaced as a whole; null clears a time. */
function updateSecret(request: OperationRequest): Answer {
  const entry = require(request, 'update');
  const version = versionOf(entry, request);
  if (entry.managed) throw secretErrors.managed('update');
  const { contentType, tags, attributes } = parseUpdateBody(request.body);
  if (contentType !== undefined && contentType !== null) version.contentType = contentType;
  if (tags) version.tags = tags;
  if (attributes?.enabled !== undefined && attributes.enabled !== null) version.enabled = attributes.enabled;
  if (attributes?.nbf !== undefined) setTime(version, 'notBefore', attributes.nbf);
  if (attributes?.exp !== undefined) setTime(version, 'expires', attributes.exp);
  version.updated = Math.floor(request.now / 1000);
  return { status: 200, body: toBundle(request.vaultUrl, entry, version) };
}

function deleteSecret(request: OperationRequest): Answer {
  const { vault, now } = request;
  const entry = require(request, 'delete');
  if (entry.managed) throw secretErrors.managed('delete');
  delete entry.recovering;
  entry.deleted = { at: now, settled: now + vault.transitionTime, purgeAt: now + RECOVERABLE_DAYS * DAY };
  return bundle(request, entry);
}

function recoverSecret(request: OperationRequest): Answer {
  const entry = require(request, 'recover');
  delete entry.deleted;
  entry.recovering = request.now + request.vault.transitionTime;
  return bundle(request, entry);
}

function purgeSecret(request: OperationRequest): Answer {
  removeSecret(request.vault, require(request, 'purge'));
  return { status: 204 };
}

function bundle(request: OperationRequest, entry: SecretEntry): Answer {
  return { status: 200, body: toBundle(request.vaultUrl, entry, versionOf(entry, request)) };
}

/** The secret, if its state allows the operation; deletions whose time has run out are final. */
function lookUp(request: OperationRequest, operation: ObjectOperation): SecretEntry | undefined {
  const { vault, name, now } = request;
  let entry = findSecret(vault, name);
  if (entry?.deleted && entry.deleted.purgeAt <= now) {
    removeSecret(vault, entry);
    entry = undefined;
  }
  const refusal = refusalInState(secretErrors, entry ? stateOf(vault, entry, now) : 'absent', operation, name);
  if (refusal) throw refusal;
  return entry;
}

function require(request: OperationRequest, operation: ObjectOperation): SecretEntry {
  const entry = lookUp(request, operation);
  if (!entry) throw secretErrors.notFound(request.name);
  return entry;
}

function versionOf(entry: SecretEntry, request: OperationRequest): SecretVersion {
  const { version: wanted, name } = request;
  const found = wanted ? entry.versions.find(({ version }) => version === wanted.toLowerCase()) : entry.versions.at(-1);
  if (!found) throw secretErrors.notFound(wanted ? `${name}/${wanted}` : name);
  return found;
}

function setTime(version: SecretVersion, field: 'notBefore' | 'expires', seconds: number | null): void {
  if (seconds === null) delete version[field];
  else version[field] = seconds;
}
