import { z } from 'zod';
import { AadstsFault } from './aadsts-fault.ts';
import { answerFault } from './answer-redirect.ts';
import type { ConsentChoice, EntraContext } from './context.ts';
import { findApplication, findUser } from './directory.ts';
import type { EntraRequest, EntraResponse } from './exchange.ts';
import { acceptConsent } from './sign-in.ts';

const fields = z.object({ request: z.string(), decision: z.enum(['accept', 'cancel', 'request-approval']) });

type Decision = z.infer<typeof fields>['decision'];

/**
 * `POST /{tenant}/oauth2/v2.0/authorize/consent`: the answer to the consent page, fields `request` and `decision`
 * (`accept`, `cancel`), or to "Need admin approval" (`request-approval`, `cancel`). Each page's `request` serves once.
 */
export function answerConsent(context: EntraContext, request: EntraRequest): EntraResponse {
  const parsed = fields.safeParse(request.form);
  if (!parsed.success) throw new AadstsFault(90023, { reason: "the fields 'request' and 'decision' are required" });
  const choice = context.consentChoices.take(parsed.data.request);
  const user = choice && findUser(context.cloud, choice.userId);
  if (choice === undefined || user === undefined) throw new AadstsFault(50089);
  if (parsed.data.decision === 'accept' && choice.mayConsent) return acceptConsent(context, choice.request, user);
  const name = findApplication(context.cloud, choice.request.clientId)?.name ?? choice.request.clientId;
  const { authorityHost } = context;
  return answerFault(choice.request, refusal(choice, parsed.data.decision, name), {
    traces: request.traces,
    authorityHost,
  });
}

/**
 * What the application learns. Whoever may not consent leaves with 90094, or with 90095 after asking for approval: the
 * service shows a confirmation first, here asking includes the way back.
 */
function refusal({ mayConsent, request }: ConsentChoice, decision: Decision, name: string): AadstsFault {
  if (!mayConsent) return new AadstsFault(decision === 'request-approval' ? 90095 : 90094, { name });
  // The two endpoints word the same refusal differently:
  // https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#error-response,
  // https://learn.microsoft.com/entra/identity-platform/v2-admin-consent#error-response
  return new AadstsFault(65004, {}, { error: request.flow === 'admin-consent' ? 'consent_required' : 'access_denied' });
}
