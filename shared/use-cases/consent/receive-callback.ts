import { classifyCallbackError } from '../../domain/consent/callback-error.ts';
import {
  type Consent,
  type ConsentPhase,
  hasExpired,
  inPhase,
  type SignInSecrets,
} from '../../domain/consent/consent.ts';
import { digestToken, formatToken, tokenBytes, tokenMatches } from '../../domain/consent/one-time-token.ts';
import { parseState } from '../../domain/consent/state.ts';
import { type ProblemCode, ServiceError } from '../../errors.ts';
import { RowConflict, type Rows } from '../../ports/rows.ts';
import { Secret } from '../../secret.ts';
import { getConsent, replaceConsent, type StoredConsent } from '../../store/consents.ts';
import { getOrganization } from '../../store/organizations.ts';
import type { Deps } from '../deps.ts';
import { asServiceError } from './as-service-error.ts';
import { prepareSignIn } from './prepare-sign-in.ts';
import { signIn } from './sign-in.ts';

/** What Entra put into the address. Anybody can type such an address: until the state is proven none of it counts. */
export interface CallbackQuery {
  state?: string;
  code?: Secret;
  error?: string;
  errorDescription?: string;
  /** Claims a tenant; proves nothing. */
  tenant?: string;
  adminConsent?: string;
}

export type CallbackOutcome =
  /** Consented by an administrator; the browser goes on to the sign-in. */
  | { kind: 'continue'; authorizationUrl: string }
  | { kind: 'authorized'; consent: Consent; completionCode: Secret; tenantName: string; organizationName: string }
  /** The state was right, so that the browser may be sent back; but there is no proof. */
  | { kind: 'refused'; consent: Consent; error: ServiceError };

type CallbackDeps = Pick<Deps, 'rows' | 'random' | 'clock' | 'cipher' | 'entra' | 'consent' | 'log'>;
type Open<Phase> = Extract<StoredConsent, { phase: Phase }>;

const tenantId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The browser is back from Entra. Rejects with `consent.no-state`, `consent.unknown` or `consent.state` when the address does
 * not carry the state of a consent: then nothing is proven, nothing is changed, and the browser must not be sent anywhere.
 */
export async function receiveCallback(deps: CallbackDeps, query: CallbackQuery): Promise<CallbackOutcome> {
  const consent = await findByState(deps.rows, query.state);
  try {
    return await advance(deps, consent, query);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { id: consentId, organizationId } = consent;
    const fields = { consentId, organizationId, code: error.code, detail: error.detail };
    if (error.status >= 500) deps.log.error('consent.refused', { ...fields, error: error.cause });
    else deps.log.info('consent.refused', fields);
    return { kind: 'refused', consent, error };
  }
}

async function findByState(rows: Rows, text: string | undefined): Promise<StoredConsent> {
  if (text === undefined || text === '') throw new ServiceError('consent.no-state');
  const state = parseState(text);
  const consent = state && (await getConsent(rows, state.consentId));
  if (state === undefined || consent === undefined) throw new ServiceError('consent.unknown');
  if (!tokenMatches(consent.stateDigest, state.token)) throw new ServiceError('consent.state');
  return consent;
}

async function advance(deps: CallbackDeps, consent: StoredConsent, query: CallbackQuery): Promise<CallbackOutcome> {
  if (consent.phase !== 'admin-consent' && consent.phase !== 'sign-in') throw new ServiceError('consent.used');
  if (hasExpired(consent, deps.clock.now())) throw new ServiceError('consent.expired');
  if (query.error !== undefined) {
    const { code, detail } = classifyCallbackError(query.error, query.errorDescription);
    return refuse(deps, consent, new ServiceError(code, detail));
  }
  return consent.phase === 'admin-consent'
    ? continueToSignIn(deps, consent, query)
    : finishSignIn(deps, consent, query);
}

/** A second leg with a state, nonce and verifier of its own: the first leg's state has been used up. */
async function continueToSignIn(
  deps: CallbackDeps,
  consent: Open<'admin-consent'>,
  query: CallbackQuery,
): Promise<CallbackOutcome> {
  if (query.adminConsent?.toLowerCase() !== 'true' || !tenantId.test(query.tenant ?? '')) {
    throw new ServiceError('consent.incomplete');
  }
  const prepared = await prepareSignIn(deps, consent).catch((error) => {
    throw asServiceError(error);
  });
  const phase = { phase: 'sign-in' as const, adminTenantId: query.tenant, ...prepared.secrets };
  await transition(deps.rows, inPhase(consent, phase, prepared.stateDigest), consent);
  return { kind: 'continue', authorizationUrl: prepared.authorizationUrl };
}

async function finishSignIn(
  deps: CallbackDeps,
  consent: Open<'sign-in'>,
  { code, tenant }: CallbackQuery,
): Promise<CallbackOutcome> {
  if (code === undefined) throw new ServiceError('consent.incomplete');
  // Taken before the code is redeemed: of two callbacks with one state only one gets to Entra.
  const etag = await transition(deps.rows, inPhase(consent, { phase: 'redeeming' }), consent);
  const redeeming = { ...consent, etag };
  const claimedTenantIds = [consent.adminTenantId, tenant].filter((claim) => claim !== undefined);
  const decision = await signIn(deps, consent satisfies SignInSecrets, { code, claimedTenantIds }).catch((error) => {
    if (error instanceof ServiceError) return refuse(deps, redeeming, error);
    throw error;
  });
  if (!decision.accepted) return refuse(deps, redeeming, new ServiceError(decision.code, decision.detail));

  const completionCode = new Secret(formatToken(deps.random.bytes(tokenBytes)));
  const { accepted: _accepted, ...proof } = decision;
  const phase: ConsentPhase = {
    phase: 'authorized',
    ...proof,
    codeDigest: digestToken(completionCode.reveal()),
    wrongCodes: 0,
  };
  await transition(deps.rows, inPhase(consent, phase), redeeming);
  const { id: consentId, organizationId } = consent;
  deps.log.info('consent.authorized', { consentId, organizationId, tenantId: proof.tenantId });
  // Shown to the person who signed in, who may have been sent here by somebody unknown.
  const organizationName = (await getOrganization(deps.rows, organizationId))?.name ?? organizationId;
  return { kind: 'authorized', consent, completionCode, tenantName: proof.tenantName, organizationName };
}

/** Ends the consent, then rejects with the error. */
async function refuse(deps: Pick<Deps, 'rows'>, consent: StoredConsent, error: ServiceError): Promise<never> {
  const { code: refusalCode, detail: refusalDetail }: { code: ProblemCode; detail: string } = error;
  await transition(deps.rows, inPhase(consent, { phase: 'refused', refusalCode, refusalDetail }), consent);
  throw error;
}

/** Whoever writes first has the consent; for the other one it has been used. */
async function transition(rows: Rows, consent: Consent, was: StoredConsent): Promise<string> {
  try {
    return await replaceConsent(rows, consent, was);
  } catch (error) {
    if (error instanceof RowConflict) throw new ServiceError('consent.used', undefined, { cause: error });
    throw error;
  }
}
