import { Body1 } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useMayAdminister } from '../../api/use-may-administer.ts';
import { PageFrame } from '../../components/page-frame.tsx';
import { Trail } from '../../components/trail.tsx';
import { readArrival } from './arrival.ts';
import { ArrivalPanel } from './arrival-panel.tsx';
import { ChooseTenant } from './choose-tenant.tsx';
import { useDraft } from './draft.ts';
import { LinkTenant } from './link-tenant.tsx';
import { NameVault } from './name-vault.tsx';
import { Steps } from './steps.tsx';
import { useCreateIntegration } from './use-create-integration.ts';

/** The way to a connected vault: its tenant, its name; the page after it shows the access. */
export function Page() {
  const { mayAdminister, reason } = useMayAdminister();
  return (
    <PageFrame title="Connect a vault" trail={<Trail steps={[['Integrations', '/integrations']]} />}>
      {mayAdminister ? <AddIntegration /> : <Body1>{reason}</Body1>}
    </PageFrame>
  );
}

function AddIntegration() {
  const [, navigate] = useLocation();
  const [arrival, setArrival] = useState(() => readArrival(location.search));
  const { draft, change, forget } = useDraft();
  const [step, setStep] = useState<1 | 2>(1);
  const create = useCreateIntegration();
  // A code does not stay in the address, nor in the history.
  useEffect(() => navigate('/integrations/new', { replace: true }), [navigate]);

  const linked = (tenantId: string) => {
    change({ tenantId });
    setStep(2);
  };
  const submit = () =>
    create.mutate(draft, {
      onSuccess({ id }) {
        forget();
        navigate(`/integrations/new/${id}`);
      },
    });
  return (
    <>
      <Steps at={step} />
      {arrival === undefined ? null : <ArrivalPanel arrival={arrival} onLinked={linked} />}
      {step === 1 ? (
        <>
          <ChooseTenant
            tenantId={draft.tenantId}
            onChoose={(tenantId) => change({ tenantId })}
            onNext={() => {
              setArrival(undefined);
              setStep(2);
            }}
          />
          <LinkTenant onLinked={({ tenant_id }) => linked(tenant_id)} />
        </>
      ) : (
        <NameVault
          draft={draft}
          onChange={change}
          busy={create.isPending}
          error={create.error}
          onBack={() => setStep(1)}
          onSubmit={submit}
        />
      )}
    </>
  );
}
