import type { AadstsFault } from './aadsts-fault.ts';
import { describeFault, errorUri } from './error-answer.ts';
import { type EntraResponse, redirectResponse, type Traces } from './exchange.ts';
import { formPostPage } from './pages/form-post-page.ts';
import type { SignInRequest } from './sign-in-request.ts';

export type AnswerTo = Pick<SignInRequest, 'redirectUri' | 'responseMode' | 'state'>;

/** Sends the browser back to the application with these parameters and the request's state. */
export function answerRedirect(to: AnswerTo, parameters: Record<string, string>): EntraResponse {
  const all = { ...parameters, ...(to.state === undefined ? {} : { state: to.state }) };
  if (to.responseMode === 'form_post') return formPostPage(to.redirectUri, all);
  const location = new URL(to.redirectUri);
  if (to.responseMode === 'fragment') location.hash = new URLSearchParams(all).toString();
  else for (const [name, value] of Object.entries(all)) location.searchParams.append(name, value);
  return redirectResponse(location.href);
}

/**
 * Tells the application of a refusal. A cancel carries `error_subcode=cancel`, as seen from the service; an answer of the
 * admin consent endpoint carries `admin_consent=True` even when it is a refusal, and no `tenant`:
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent#error-response,
 * https://github.com/MicrosoftDocs/azure-docs/issues/114009
 */
export function answerFault(
  to: AnswerTo & { flow: SignInRequest['flow'] },
  fault: AadstsFault,
  { traces, authorityHost }: { traces: Traces; authorityHost: string },
): EntraResponse {
  return answerRedirect(to, {
    ...(to.flow === 'admin-consent' ? { admin_consent: 'True' } : {}),
    error: fault.error,
    ...(fault.number === 65004 && to.flow === 'authorize' ? { error_subcode: 'cancel' } : {}),
    error_description: describeFault(fault, traces, '\r\n'),
    error_uri: errorUri(authorityHost, fault),
  });
}
