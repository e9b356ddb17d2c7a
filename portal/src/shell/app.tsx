import { Suspense, use } from 'react';
import type { Start } from '../auth/start.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { Notifications } from '../components/notifications.tsx';
import { NotConfigured } from './not-configured.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { StartFailed } from './start-failed.tsx';
import { Theme } from './theme.tsx';

export function App({ starting }: { starting: Promise<Start> }) {
  return (
    <Theme>
      <Notifications>
        <ErrorBoundary fallback={(error) => <StartFailed error={error} />}>
          <Suspense fallback={<Loading what="The portal is starting" />}>
            <Started starting={starting} />
          </Suspense>
        </ErrorBoundary>
      </Notifications>
    </Theme>
  );
}

function Started({ starting }: { starting: Promise<Start> }) {
  const begun = use(starting);
  switch (begun.kind) {
    case 'not-configured':
      return <NotConfigured />;
    case 'signed-out':
      return <SignInPage {...begun} />;
    case 'signed-in':
      return <Shell {...begun} />;
  }
}
