import { Body1 } from '@fluentui/react-components';
import { ApiProblem, type ProblemCode } from '../../api/problem.ts';
import type { Schemas } from '../../api/schema.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useConsent } from './use-consent.ts';

/** Why a consent was refused, as the API tells it. */
export function RefusalMessage({ refusal }: { refusal: NonNullable<Schemas['AzureKeyVaultConsent']['error']> }) {
  return <ProblemMessage error={new ApiProblem({ ...refusal, code: refusal.code as ProblemCode })} />;
}

/** The browser came back without a code. */
export function ConsentRefusal({ consentId }: { consentId: string }) {
  const { data: consent, error } = useConsent(consentId, { poll: false });
  if (error !== null) return <ProblemMessage error={error} />;
  if (consent === undefined) return null;
  if (consent.error !== null) return <RefusalMessage refusal={consent.error} />;
  return <Body1>This consent is {consent.status}. Begin a new one if it does not go on.</Body1>;
}
