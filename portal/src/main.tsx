import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/problem.ts';
import { start } from './auth/start.ts';
import { App } from './shell/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root, {
  onCaughtError(error) {
    // A refusal is shown where it happened; everything else is a fault of ours.
    if (!(error instanceof ApiProblem)) reportError(error);
  },
}).render(
  <StrictMode>
    <App starting={start()} />
  </StrictMode>,
);
