import { inPhase, maxWrongCodes } from '../../domain/consent/consent.ts';
import { decideCompletion } from '../../domain/consent/decide-completion.ts';
import type { TenantLink } from '../../domain/consent/tenant-link.ts';
import type { Principal } from '../../domain/principal.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import type { Secret } from '../../secret.ts';
import { replaceConsent, type StoredConsent } from '../../store/consents.ts';
import { putTenantLink } from '../../store/tenants.ts';
import { hastenChecks } from '../checks/hasten-checks.ts';
import type { Deps } from '../deps.ts';
import { readConsent } from './read-consent.ts';

export interface CompleteConsentInput {
  principal: Principal;
  consentId: string;
  code: Secret;
}

/** Every conflict is another request's step towards the end of the consent, and there are no more steps than these. */
const attempts = maxWrongCodes + 2;

/** Links the tenant that was proven to the organization. */
export async function completeConsent(
  deps: Pick<Deps, 'rows' | 'clock' | 'log'>,
  input: CompleteConsentInput,
): Promise<TenantLink> {
  let conflict: unknown;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const consent = await readConsent(deps, {
      organizationId: input.principal.organizationId,
      consentId: input.consentId,
    });
    try {
      return await complete(deps, consent, input);
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      conflict = error;
    }
  }
  throw conflict;
}

async function complete(
  deps: Pick<Deps, 'rows' | 'clock' | 'log'>,
  consent: StoredConsent,
  { principal, code }: CompleteConsentInput,
): Promise<TenantLink> {
  const now = deps.clock.now();
  const decision = decideCompletion(consent, { principal, code: code.reveal(), now });
  if (decision.kind === 'refuse') throw new ServiceError(decision.code, decision.detail);
  if (decision.kind === 'wrong-code') {
    await replaceConsent(deps.rows, inPhase(consent, decision.next), consent);
    throw new ServiceError('consent.completion-code');
  }
  const { tenantId, tenantName, signedInObjectId, signedInAs } = decision.proof;
  const link: TenantLink = {
    organizationId: consent.organizationId,
    tenantId,
    name: tenantName,
    linkedById: principal.id,
    linkedByName: principal.name,
    signedInObjectId,
    ...(signedInAs === undefined ? {} : { signedInAs }),
    linkedAt: now,
  };
  // The link first: a consent that says "completed" is never without its link, and after a crash between the two
  // the same code completes it again.
  await putTenantLink(deps.rows, link);
  await hastenChecks(deps, link);
  await replaceConsent(deps.rows, inPhase(consent, { phase: 'completed', tenantId }), consent);
  deps.log.info('tenant.linked', { organizationId: consent.organizationId, consentId: consent.id, tenantId });
  return link;
}
