import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyEntry, KeyVersion } from '../cloud/model.ts';
import { foldName } from '../cloud/secret-index.ts';
import type { KeyOperation } from '../cloud/vault-operation.ts';
import { type KeyProperties, parseKeyCreation, parseKeyUpdate, parseWrapBody, type WrapBody } from './key-body.ts';
import { listDeletedKeys, listKeys, listKeyVersions } from './key-lists.ts';
import { keyId, toKeyBundle } from './key-shapes.ts';
import { keyErrors } from './object-errors.ts';
import { type ObjectOperation, refusalInState, stateOf } from './object-state.ts';
import type { Answer, OperationRequest } from './operation-request.ts';
import { RECOVERABLE_DAYS } from './secret-shapes.ts';
import { unwrap, wrap } from './wrap-key.ts';

const DAY = 24 * 60 * 60 * 1000;
const ALL_OPERATIONS = ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'];

const makeKeyPair = promisify(generateKeyPair);

/**
 * The operations of the keys API (https://learn.microsoft.com/rest/api/keyvault/keys/operation-groups) that somebody needs who wraps
 * other keys, with RSA keys. They change the vault and throw the refusals as KeyVaultError.
 */
export const KEY_OPERATIONS: Record<KeyOperation, (request: OperationRequest) => Answer | Promise<Answer>> = {
  listKeys,
  listKeyVersions: (request) => listKeyVersions(request, find(request, 'listVersions')),
  getKey,
  createKey,
  rotateKey,
  updateKey,
  deleteKey,
  recoverKey,
  purgeKey,
  listDeletedKeys,
  getDeletedKey: (request) => bundle(request, find(request, 'getDeleted')),
  wrapKey: (request) => use(request, 'wrapKey', wrap),
  unwrapKey: (request) => use(request, 'unwrapKey', unwrap),
};

function getKey(request: OperationRequest): Answer {
  const entry = find(request, 'get');
  const version = versionOf(entry, request);
  // Assumed to be as with secrets.
  if (!version.enabled) throw keyErrors.disabled('get');
  return { status: 200, body: toKeyBundle(request.vaultUrl, entry, version) };
}

/** The first version, or a new one. */
async function createKey(request: OperationRequest): Promise<Answer> {
  const { key_size, ...properties } = parseKeyCreation(request.body);
  lookUp(request, 'set');
  const version = await makeVersion(request, key_size ?? 2048, properties);
  let entry = lookUp(request, 'set');
  if (!entry) {
    entry = { name: request.name, versions: [] };
    request.vault.keys = [...(request.vault.keys ?? []), entry];
  }
  entry.versions.push(version);
  return bundle(request, entry);
}

/** A new version like the newest one. */
async function rotateKey(request: OperationRequest): Promise<Answer> {
  const entry = find(request, 'update');
  const { operations, tags } = newestOf(entry, request.name);
  const version = await makeVersion(request, 2048, { tags });
  entry.versions.push({ ...version, operations });
  return bundle(request, entry);
}

async function makeVersion(request: OperationRequest, bits: number, properties: KeyProperties): Promise<KeyVersion> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: bits });
  const seconds = Math.floor(request.now / 1000);
  const made: KeyVersion = {
    version: request.newVersionId(),
    jwk: privateKey.export({ format: 'jwk' }) as Record<string, string>,
    operations: ALL_OPERATIONS,
    enabled: true,
    created: seconds,
    updated: seconds,
  };
  apply(made, properties);
  return made;
}

function updateKey(request: OperationRequest): Answer {
  const entry = find(request, 'update');
  const version = versionOf(entry, request);
  apply(version, parseKeyUpdate(request.body));
  version.updated = Math.floor(request.now / 1000);
  return { status: 200, body: toKeyBundle(request.vaultUrl, entry, version) };
}

/** What is absent stays; null clears a time. */
function apply(version: KeyVersion, { key_ops, attributes, tags }: KeyProperties): void {
  if (key_ops) version.operations = key_ops;
  if (tags) version.tags = tags;
  if (attributes?.enabled !== undefined && attributes.enabled !== null) version.enabled = attributes.enabled;
  if (attributes?.nbf !== undefined) version.notBefore = attributes.nbf ?? undefined;
  if (attributes?.exp !== undefined) version.expires = attributes.exp ?? undefined;
}

function deleteKey(request: OperationRequest): Answer {
  const { vault, now } = request;
  const entry = find(request, 'delete');
  delete entry.recovering;
  entry.deleted = { at: now, settled: now + vault.transitionTime, purgeAt: now + RECOVERABLE_DAYS * DAY };
  return bundle(request, entry);
}

function recoverKey(request: OperationRequest): Answer {
  const entry = find(request, 'recover');
  delete entry.deleted;
  entry.recovering = request.now + request.vault.transitionTime;
  return bundle(request, entry);
}

function purgeKey(request: OperationRequest): Answer {
  const entry = find(request, 'purge');
  request.vault.keys = request.vault.keys?.filter((other) => other !== entry);
  return { status: 204 };
}

/**
 * Wraps or unwraps. Outside of its period a key still unwraps (https://learn.microsoft.com/azure/key-vault/keys/about-keys-details#key-attributes).
 * One that is disabled does neither; for wrapping that is the strict reading, since reports differ.
 */
function use(
  request: OperationRequest,
  operation: 'wrapKey' | 'unwrapKey',
  act: (version: KeyVersion, body: WrapBody) => string,
): Answer {
  const entry = find(request, 'get');
  const version = versionOf(entry, request);
  if (!version.enabled) throw keyErrors.disabled(operation);
  if (!version.operations.includes(operation)) throw keyErrors.operationForbidden(operation);
  const { notBefore = 0, expires = Number.POSITIVE_INFINITY } = version;
  const seconds = request.now / 1000;
  if (operation === 'wrapKey' && seconds < notBefore) throw keyErrors.outOfTime(operation, 'KeyNotYetValid');
  if (operation === 'wrapKey' && seconds >= expires) throw keyErrors.outOfTime(operation, 'KeyExpired');
  const value = act(version, parseWrapBody(request.body));
  return { status: 200, body: { kid: keyId(request.vaultUrl, entry, version), value } };
}

function bundle(request: OperationRequest, entry: KeyEntry): Answer {
  return { status: 200, body: toKeyBundle(request.vaultUrl, entry, newestOf(entry, request.name)) };
}

/** The key, if its state allows the operation; deletions whose time has run out are final. */
function lookUp(request: OperationRequest, operation: ObjectOperation): KeyEntry | undefined {
  const { vault, name, now } = request;
  vault.keys = vault.keys?.filter(({ deleted }) => deleted === undefined || deleted.purgeAt > now);
  const entry = vault.keys?.find((key) => foldName(key.name) === foldName(name));
  const refusal = refusalInState(keyErrors, entry ? stateOf(vault, entry, now) : 'absent', operation, name);
  if (refusal) throw refusal;
  return entry;
}

function find(request: OperationRequest, operation: ObjectOperation): KeyEntry {
  const entry = lookUp(request, operation);
  if (!entry) throw keyErrors.notFound(request.name);
  return entry;
}

function versionOf(entry: KeyEntry, { version: wanted, name }: OperationRequest): KeyVersion {
  if (!wanted) return newestOf(entry, name);
  const found = entry.versions.find(({ version }) => version === wanted.toLowerCase());
  if (!found) throw keyErrors.notFound(`${name}/${wanted}`);
  return found;
}

function newestOf(entry: KeyEntry, name: string): KeyVersion {
  const newest = entry.versions.at(-1);
  if (!newest) throw keyErrors.notFound(name);
  return newest;
}
