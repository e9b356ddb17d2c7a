import { notFound } from '../../errors.ts';
import { getConsent, type StoredConsent } from '../../store/consents.ts';
import type { Deps } from '../deps.ts';

/** The organization's consent of this id; another organization's is not found. */
export async function readConsent(
  deps: Pick<Deps, 'rows'>,
  { organizationId, consentId }: { organizationId: string; consentId: string },
): Promise<StoredConsent> {
  const consent = await getConsent(deps.rows, consentId);
  if (consent === undefined || consent.organizationId !== organizationId) throw notFound('consent');
  return consent;
}
