import { makeStyles, tokens } from '@fluentui/react-components';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Router } from 'wouter';
import { type Api, ApiContext } from '../api/client.ts';
import type { Session } from '../auth/session.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { phone } from '../components/screens.ts';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { NoAccess } from './no-access.tsx';
import { Routes } from './routes.tsx';
import { SessionContext } from './session-context.ts';
import { SkipLink } from './skip-link.tsx';

const useStyles = makeStyles({
  shell: {
    height: '100%',
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    gridTemplateColumns: '14rem minmax(0, 1fr)',
    gridTemplateAreas: '"header header" "navigation main"',
    backgroundColor: tokens.colorNeutralBackground1,
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateAreas: '"header" "main"' },
  },
  main: { gridArea: 'main', minHeight: 0, overflow: 'auto', outlineStyle: 'none' },
});

/** Everything around the pages, for somebody who is signed in. */
export function Shell({ session, api, queries }: { session: Session; api: Api; queries: QueryClient }) {
  const styles = useStyles();
  const [navigationOpen, setNavigationOpen] = useState(false);
  return (
    <SessionContext value={session}>
      <ApiContext value={api}>
        <QueryClientProvider client={queries}>
          <ErrorBoundary fallback={(error) => <NoAccess error={error} />}>
            <Suspense fallback={<Loading what="Signing in" />}>
              <Router base={import.meta.env.BASE_URL.replace(/\/$/, '')}>
                <div className={styles.shell}>
                  <SkipLink />
                  <Header
                    navigationOpen={navigationOpen}
                    onToggleNavigation={() => setNavigationOpen((open) => !open)}
                  />
                  <Navigation open={navigationOpen} onClose={() => setNavigationOpen(false)} />
                  <main id="content" className={styles.main} tabIndex={-1}>
                    <Routes />
                  </main>
                </div>
              </Router>
            </Suspense>
          </ErrorBoundary>
        </QueryClientProvider>
      </ApiContext>
    </SessionContext>
  );
}
