import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Notifications } from '../components/notifications.tsx';
import type { Equipped } from './equip.ts';
import { NotConfigured } from './not-configured.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { StartFailed } from './start-failed.tsx';
import { Theme } from './theme.tsx';

/** `failed`: why nothing could begin. */
type Begun = Equipped | { kind: 'failed'; error: unknown };

export function App({ begun }: { begun: Begun }) {
  return (
    <Theme>
      <Notifications>
        <ErrorBoundary fallback={(error) => <StartFailed error={error} />}>
          <Started begun={begun} />
        </ErrorBoundary>
      </Notifications>
    </Theme>
  );
}

function Started({ begun }: { begun: Begun }) {
  switch (begun.kind) {
    case 'failed':
      throw begun.error;
    case 'not-configured':
      return <NotConfigured />;
    case 'signed-out':
      return <SignInPage {...begun} />;
    case 'signed-in':
      return <Shell {...begun} />;
  }
}
