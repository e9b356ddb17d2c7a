import type { Environment } from '../../domain/configuration.ts';
import { type Copy, listCopies } from '../../store/copies.ts';
import { listEnvironments } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';

/** Where values may be set. */
export interface PlacesOfValues {
  environments: readonly Environment[];
  /** Values are set in their environments too, which are not there yet. */
  copies: readonly Copy[];
}

export async function listPlacesOfValues(
  { rows }: Pick<Deps, 'rows'>,
  organizationId: string,
): Promise<PlacesOfValues> {
  // In this order a copy that ends meanwhile is among them as what it was, or as what it has become.
  const copies = await listCopies(rows, organizationId);
  return { copies, environments: await listEnvironments(rows, organizationId) };
}
