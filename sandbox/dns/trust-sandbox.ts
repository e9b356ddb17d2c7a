import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { answerLocalhostNames, type Resolve } from './resolver-hook.ts';

/**
 * Makes the present process reach a sandbox: its names resolve, and its certificate authority is trusted beside the usual ones.
 * TLS connections made by code that hands in a `ca` of its own are not affected.
 * @returns the undo; sandboxes may be trusted and forgotten in any order
 */
export function trustSandbox(sandbox: { caPem: string; resolve: Resolve }): () => void {
  const own = sandbox.caPem.trim();
  const others = () => getCACertificates('default').filter((pem) => pem.trim() !== own);
  setDefaultCACertificates([...others(), own]);
  const stopAnswering = answerLocalhostNames(sandbox.resolve);
  return () => {
    stopAnswering();
    setDefaultCACertificates(others());
  };
}
