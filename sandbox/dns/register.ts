/**
 * Preload for a process that talks to the sandbox (`node --import …/register.ts`): names under `.localhost` are answered by
 * the resolver whose URL is in SANDBOX_DNS. Certificates are Node's own matter (NODE_EXTRA_CA_CERTS).
 */
import { askResolver } from './ask-resolver.ts';
import { answerLocalhostNames } from './resolver-hook.ts';

const resolverUrl = process.env.SANDBOX_DNS;
if (resolverUrl) answerLocalhostNames((hostname) => askResolver(resolverUrl, hostname));
