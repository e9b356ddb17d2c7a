import type { KeyEntry } from '../cloud/model.ts';
import { foldName } from '../cloud/secret-index.ts';
import { toKeyItem, toKeyVersionItem } from './key-shapes.ts';
import { page } from './list-operations.ts';
import { isListed, type ObjectState, stateOf } from './object-state.ts';
import type { Answer, OperationRequest } from './operation-request.ts';
import { readPageRequest } from './page-token.ts';

export function listKeys(request: OperationRequest): Answer {
  return listInState(request, 'keys', isListed);
}

export function listDeletedKeys(request: OperationRequest): Answer {
  return listInState(request, 'deletedkeys', (state) => state === 'deleted');
}

/** In the order of their ids, as for secrets: the API promises no order. */
export function listKeyVersions(request: OperationRequest, entry: KeyEntry): Answer {
  const versions = entry.versions.map((version) => ({
    at: version.version,
    item: toKeyVersionItem(request.vaultUrl, entry, version),
  }));
  return answerPage(request, `keys/${entry.name}/versions`, versions);
}

function listInState(request: OperationRequest, path: string, wanted: (state: ObjectState) => boolean): Answer {
  const { vault, vaultUrl, now } = request;
  const found = (vault.keys ?? []).flatMap((entry) => {
    const current = entry.versions.at(-1);
    const gone = entry.deleted !== undefined && entry.deleted.purgeAt <= now;
    if (!current || gone || !wanted(stateOf(vault, entry, now))) return [];
    return [{ at: foldName(entry.name), item: toKeyItem(vaultUrl, entry, current) }];
  });
  return answerPage(request, path, found);
}

/** A vault has few keys: they can be sorted for every page. */
function answerPage(request: OperationRequest, path: string, all: { at: string; item: unknown }[]): Answer {
  const { size, after } = readPageRequest(request.query);
  const rest = all.filter(({ at }) => after === undefined || at > after).sort((a, b) => (a.at < b.at ? -1 : 1));
  const shown = rest.slice(0, size);
  const last = rest.length > size ? shown.at(-1)?.at : undefined;
  const items = shown.map(({ item }) => item);
  return page(request, path, items, size, last);
}
