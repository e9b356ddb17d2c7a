import type { SecretEntry } from '../cloud/model.ts';
import { foldName, secretsInOrder } from '../cloud/secret-index.ts';
import { isListed, type ObjectState, stateOf } from './object-state.ts';
import type { Answer, OperationRequest } from './operation-request.ts';
import { nextLink, readPageRequest } from './page-token.ts';
import { toItem, toVersionItem } from './secret-shapes.ts';

export function listSecrets(request: OperationRequest): Answer {
  return listInState(request, 'secrets', isListed);
}

export function listDeleted(request: OperationRequest): Answer {
  return listInState(request, 'deletedsecrets', (state) => state === 'deleted');
}

/** Versions come in the order of their ids, which says nothing: the API promises no order. */
export function listVersions(request: OperationRequest, entry: SecretEntry): Answer {
  const { size, after } = readPageRequest(request.query);
  const sorted = [...entry.versions].sort((a, b) => (a.version < b.version ? -1 : 1));
  const rest = after === undefined ? sorted : sorted.filter(({ version }) => version > after);
  const items = rest.slice(0, size).map((version) => toVersionItem(request.vaultUrl, entry, version));
  const last = rest.length > size ? rest[size - 1]?.version : undefined;
  return page(request, `secrets/${entry.name}/versions`, items, size, last);
}

function listInState(request: OperationRequest, path: string, wanted: (state: ObjectState) => boolean): Answer {
  const { vault, vaultUrl, query, now } = request;
  const { size, after } = readPageRequest(query);
  const items: unknown[] = [];
  let last: string | undefined;
  for (const entry of secretsInOrder(vault, after)) {
    const current = entry.versions.at(-1);
    const expired = entry.deleted !== undefined && entry.deleted.purgeAt <= now;
    if (!current || expired || !wanted(stateOf(vault, entry, now))) continue;
    if (items.length === size) return page(request, path, items, size, last);
    items.push(toItem(vaultUrl, entry, current));
    last = foldName(entry.name);
  }
  return page(request, path, items, size, undefined);
}

/** A page of a list. @param last the item behind which a further page begins, if there is one */
export function page(
  request: Pick<OperationRequest, 'vaultUrl' | 'query'>,
  path: string,
  items: unknown[],
  size: number,
  last: string | undefined,
): Answer {
  const link = last === undefined ? null : nextLink(`${request.vaultUrl}/${path}`, request.query, size, last);
  return { status: 200, body: { value: items, nextLink: link } };
}
