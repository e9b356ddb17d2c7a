import { type Consent, consentLifetime } from '../../domain/consent/consent.ts';
import { digestToken, formatToken, tokenBytes } from '../../domain/consent/one-time-token.ts';
import { allowReturnUrl } from '../../domain/consent/return-url.ts';
import { formatState } from '../../domain/consent/state.ts';
import type { Principal } from '../../domain/principal.ts';
import { ServiceError } from '../../errors.ts';
import { insertConsent } from '../../store/consents.ts';
import type { Deps } from '../deps.ts';
import { asServiceError } from './as-service-error.ts';
import { prepareSignIn } from './prepare-sign-in.ts';

export interface BeginConsentInput {
  principal: Principal;
  returnUrl?: string;
  /** Begin at Entra's adminconsent endpoint, where an administrator consents for everybody in the tenant. */
  adminConsent: boolean;
}

/** Makes a consent, valid for ten minutes, and the address at Entra where it goes on. */
export async function beginConsent(
  deps: Pick<Deps, 'rows' | 'random' | 'clock' | 'cipher' | 'entra' | 'consent'>,
  { principal, returnUrl, adminConsent }: BeginConsentInput,
): Promise<{ consent: Consent; authorizationUrl: string }> {
  const createdAt = deps.clock.now();
  const base = {
    id: deps.random.uuid(),
    organizationId: principal.organizationId,
    principalKind: principal.kind,
    principalId: principal.id,
    adminConsent,
    ...(returnUrl === undefined ? {} : { returnUrl: allowed(deps, returnUrl) }),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + consentLifetime),
  };
  const { authorizationUrl, ...rest } = await (adminConsent ? atAdminConsent(deps, base) : atSignIn(deps, base)).catch(
    (error) => {
      throw asServiceError(error);
    },
  );
  const consent: Consent = { ...base, ...rest };
  await insertConsent(deps.rows, consent);
  return { consent, authorizationUrl };
}

function allowed(deps: Pick<Deps, 'consent'>, returnUrl: string): string {
  const url = allowReturnUrl(returnUrl, deps.consent.returnUrls);
  if (url !== undefined) return url.href;
  throw new ServiceError('consent.return-url', undefined, {
    fields: [{ field: 'body.return_url', code: 'consent.return-url', detail: 'Not on the list of return addresses.' }],
  });
}

async function atSignIn(deps: Parameters<typeof prepareSignIn>[0], base: { id: string; organizationId: string }) {
  const { authorizationUrl, stateDigest, secrets } = await prepareSignIn(deps, base);
  return { authorizationUrl, stateDigest, phase: 'sign-in' as const, ...secrets };
}

async function atAdminConsent(deps: Pick<Deps, 'random' | 'entra' | 'consent'>, { id }: { id: string }) {
  const token = formatToken(deps.random.bytes(tokenBytes));
  const authorizationUrl = await deps.entra.adminConsentUrl({
    state: formatState({ consentId: id, token }),
    redirectUri: deps.consent.redirectUri,
  });
  return { authorizationUrl, stateDigest: digestToken(token), phase: 'admin-consent' as const };
}
