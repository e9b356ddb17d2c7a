import { useEffect, useRef } from 'react';
import { Loading } from '../../components/loading.tsx';
import { useNotify } from '../../components/notifications.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import type { Arrival } from './arrival.ts';
import { ConsentRefusal } from './consent-refusal.tsx';
import { useCompleteConsent } from './use-consent.ts';

interface ArrivalPanelProps {
  arrival: Arrival;
  onLinked(tenantId: string): void;
}

/** Completes the consent that the browser came back from, or says why it was refused. */
export function ArrivalPanel({ arrival, onLinked }: ArrivalPanelProps) {
  const complete = useCompleteConsent();
  const notify = useNotify();
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a code serves once
  useEffect(() => {
    if (begun.current || arrival.code === undefined) return;
    begun.current = true;
    complete.mutate(arrival, {
      onSuccess({ tenant }) {
        notify.success(`The tenant ${tenant.name} is linked`);
        onLinked(tenant.tenant_id);
      },
    });
  }, []);
  if (arrival.code === undefined) return <ConsentRefusal consentId={arrival.consentId} />;
  if (complete.isPending) return <Loading what="Linking the tenant" />;
  return complete.error === null ? null : <ProblemMessage error={complete.error} />;
}
