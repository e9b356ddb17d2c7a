import { AadstsFault } from './aadsts-fault.ts';
import { answerFault } from './answer-redirect.ts';
import type { EntraContext } from './context.ts';
import type { EntraRequest, EntraResponse } from './exchange.ts';
import { sessionUser } from './session.ts';
import { askForAccount, signInSilently } from './sign-in.ts';
import { answerTo, findTarget, parseAdminConsent, parseAuthorize, type SignInRequest } from './sign-in-request.ts';

/** `GET /{tenant}/oauth2/v2.0/authorize`: begins a sign-in. */
export function authorize(context: EntraContext, request: EntraRequest): EntraResponse {
  return begin(context, request, 'authorize', (signIn) =>
    signIn.prompt === 'none'
      ? signInSilently(context, {
          request: signIn,
          user: sessionUser(context, request, signIn.loginHint),
          traces: request.traces,
        })
      : askForAccount(context, signIn),
  );
}

/** `GET /{tenant}/v2.0/adminconsent`: begins an administrator's consent for the whole organization. */
export function adminConsent(context: EntraContext, request: EntraRequest): EntraResponse {
  return begin(context, request, 'admin-consent', (signIn) => askForAccount(context, signIn));
}

function begin(
  context: EntraContext,
  request: EntraRequest,
  flow: SignInRequest['flow'],
  proceed: (signIn: SignInRequest) => EntraResponse,
): EntraResponse {
  const target = findTarget(context.cloud, request);
  try {
    return proceed(flow === 'authorize' ? parseAuthorize(request, target) : parseAdminConsent(request, target));
  } catch (error) {
    if (!(error instanceof AadstsFault)) throw error;
    const { traces } = request;
    return answerFault({ flow, ...answerTo(request, target) }, error, { traces, authorityHost: context.authorityHost });
  }
}
