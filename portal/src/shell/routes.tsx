import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Suspense, use } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { ProblemMessage } from '../components/problem-message.tsx';
import { loadedPage, loadPage } from './load-page.ts';
import { NotFound } from './not-found.tsx';
import { type PageEntry, pages } from './pages.ts';

function LoadedPage({ page }: { page: PageEntry }) {
  // What is there is not waited for: even a promise that is kept already would first show that something is loading.
  const { Page } = loadedPage(page) ?? use(loadPage(page));
  return <Page />;
}

/** The page of the present address. What it throws is shown in its place, and leaves the rest of the shell alone. */
export function Routes() {
  const [location] = useLocation();
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ErrorBoundary
          key={location}
          onReset={reset}
          fallback={(error, retry) => <ProblemMessage error={error} onRetry={retry} />}
        >
          <Suspense fallback={<Loading what="Loading the page" />}>
            <Switch>
              <Route path="/">
                <Redirect to={pages[0].path} replace />
              </Route>
              {pages.map((page) => (
                <Route key={page.path} path={page.path}>
                  <LoadedPage page={page} />
                </Route>
              ))}
              <Route component={NotFound} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}
