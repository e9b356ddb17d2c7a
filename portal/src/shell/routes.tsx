import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Loading } from '../components/loading.tsx';
import { ProblemMessage } from '../components/problem-message.tsx';
import { NotFound } from './not-found.tsx';
import { pages } from './pages.ts';

const routes = pages.map(({ path, load }) => ({
  path,
  Page: lazy(async () => ({ default: (await load()).Page })),
}));

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
              {routes.map(({ path, Page }) => (
                <Route key={path} path={path} component={Page} />
              ))}
              <Route component={NotFound} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}
