import { Body1, Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Schemas } from '../../api/schema.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RefusalMessage } from './consent-refusal.tsx';
import { useCompleteConsent, useConsent } from './use-consent.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, justifyItems: 'stretch' },
  link: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, '& > :first-child': { flexGrow: 1 } },
  button: { justifySelf: 'start' },
});

interface ConsentByLinkProps {
  consent: Schemas['AzureKeyVaultConsentBegun'];
  onLinked(tenant: Schemas['AzureKeyVaultTenant']): void;
}

/** Somebody else signs in, in their own browser, and is shown a code that this person enters here. */
export function ConsentByLink({ consent, onLinked }: ConsentByLinkProps) {
  const styles = useStyles();
  const [code, setCode] = useState('');
  const { data: now } = useConsent(consent.id, { poll: true });
  const complete = useCompleteConsent();
  if (now?.error) return <RefusalMessage refusal={now.error} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        complete.mutate({ consentId: consent.id, code: code.trim() }, { onSuccess: ({ tenant }) => onLinked(tenant) });
      }}
    >
      <Body1>
        Send this link to an administrator of the tenant, and to nobody else. It is good until{' '}
        <RelativeTime at={consent.expires_at} />. After the consent they see a code; let them tell it to you.
      </Body1>
      <div className={styles.link}>
        <Input readOnly value={consent.authorization_url} aria-label="Link for the administrator" />
        <CopyButton text={consent.authorization_url} what="the link" />
      </div>
      <Body1 role="status">
        {now?.status === 'authorized'
          ? 'The administrator has consented: enter the code.'
          : 'Nobody has signed in yet.'}
      </Body1>
      <Field label="Completion code" required>
        <Input value={code} autoComplete="off" onChange={(_event, { value }) => setCode(value)} />
      </Field>
      {complete.error === null ? null : <ProblemMessage error={complete.error} />}
      <Button
        type="submit"
        appearance="primary"
        className={styles.button}
        disabledFocusable={complete.isPending || code.trim() === ''}
      >
        Link the tenant
      </Button>
    </form>
  );
}
