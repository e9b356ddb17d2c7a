import { Body1, Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import type { SignInSettings } from '../auth/portal-config.ts';
import { beginSignIn } from '../auth/sign-in.ts';
import { NoticePage } from './notice-page.tsx';
import { StartFailed } from './start-failed.tsx';

interface SignInPageProps {
  settings: SignInSettings;
  returnTo: string;
  refused?: string;
}

export function SignInPage({ settings, returnTo, refused }: SignInPageProps) {
  const [leaving, setLeaving] = useState(false);
  const [error, setError] = useState<unknown>();
  if (error !== undefined) return <StartFailed error={error} />;
  const signIn = () => {
    setLeaving(true);
    beginSignIn(settings, { interactive: true, returnTo }).catch(setError);
  };
  return (
    <NoticePage title="Key Vault Integration">
      {refused === undefined ? null : (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{refused}</MessageBarBody>
        </MessageBar>
      )}
      <Body1>Connect Azure Key Vaults, and keep what is in them together with the rest of your configuration.</Body1>
      <Button appearance="primary" size="large" disabledFocusable={leaving} onClick={signIn}>
        Sign in
      </Button>
    </NoticePage>
  );
}
