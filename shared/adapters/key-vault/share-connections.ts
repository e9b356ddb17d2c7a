import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { PipelinePolicy } from './pipeline-policy.ts';

/** Milliseconds after which a connection that nobody uses is closed. */
const idle = 5_000;

/** The SDKs' clients have connections of their own each, which stay behind with every client: these share them. */
export function shareConnections(): PipelinePolicy {
  // Without one of ours every connection makes a context, whose memory stays scattered.
  const secureContext = createSecureContext();
  const agent = new Agent({ keepAlive: true, timeout: idle, scheduling: 'lifo', secureContext });
  return {
    name: 'shareConnections',
    sendRequest: (request, next) => {
      request.agent ??= agent;
      return next(request);
    },
  };
}
