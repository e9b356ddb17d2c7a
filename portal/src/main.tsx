import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/problem.ts';
import { start } from './auth/start.ts';
import { App } from './shell/app.tsx';
import { equip } from './shell/equip.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
// The page says by itself that it is starting. If React said so, it would do so for at least 300 ms.
const begun = await start()
  .then(equip)
  .catch((error: unknown) => ({ kind: 'failed' as const, error }));
createRoot(root, {
  onCaughtError(error) {
    // A refusal is shown where it happened; everything else is a fault of ours.
    if (!(error instanceof ApiProblem)) reportError(error);
  },
}).render(
  <StrictMode>
    <App begun={begun} />
  </StrictMode>,
);
