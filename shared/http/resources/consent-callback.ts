import { z } from 'zod';
import { withParameters } from '../../domain/consent/return-url.ts';
import { Secret } from '../../secret.ts';
import type { CallbackOutcome, CallbackQuery } from '../../use-cases/consent/receive-callback.ts';
import { authorizedPage, noReferrer, refusedPage } from '../pages/consent-page.ts';
import type { Reply } from '../route.ts';

/** What Entra may put into the address; other parameters (`session_state`, `scope` …) are of no interest. */
export const callbackQuerySchema = z.object({
  state: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  tenant: z.string().optional(),
  admin_consent: z.string().optional(),
});

export function parseCallbackQuery(query: z.output<typeof callbackQuerySchema>): CallbackQuery {
  return {
    state: query.state,
    code: query.code === undefined || query.code === '' ? undefined : new Secret(query.code),
    error: query.error,
    errorDescription: query.error_description,
    tenant: query.tenant,
    adminConsent: query.admin_consent,
  };
}

/** Sends the browser on, back to where the consent was begun, or shows it a page. */
export function presentCallback(outcome: CallbackOutcome): Reply {
  if (outcome.kind === 'continue') return redirect(outcome.authorizationUrl);
  const { consent } = outcome;
  if (outcome.kind === 'refused') {
    const { error } = outcome;
    if (consent.returnUrl === undefined) return refusedPage(error, consent.id);
    const parameters = {
      consent_id: consent.id,
      error: error.code,
      error_description: `${error.detail} ${error.next}`,
    };
    return redirect(withParameters(consent.returnUrl, parameters));
  }
  if (consent.returnUrl === undefined) return authorizedPage({ ...outcome, expiresAt: consent.expiresAt });
  const completionCode = outcome.completionCode.reveal();
  return redirect(withParameters(consent.returnUrl, { consent_id: consent.id, completion_code: completionCode }));
}

/** 303: the browser fetches the next address anew. https://www.rfc-editor.org/rfc/rfc9700#section-4.12 */
function redirect(address: string): Reply {
  return { status: 303, text: '', headers: { ...noReferrer, Location: address } };
}
