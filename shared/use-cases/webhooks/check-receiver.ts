import { ServiceError } from '../../errors.ts';
import { ReceiverFault } from '../../ports/receivers.ts';
import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';

/** Rejects with `webhook.address` when nothing could be sent to this address now. */
export async function checkReceiver({ receivers }: Pick<Deps, 'receivers'>, url: Secret): Promise<void> {
  try {
    await receivers.check(url);
  } catch (cause) {
    if (!(cause instanceof ReceiverFault)) throw cause;
    throw new ServiceError('webhook.address', cause.message, {
      fields: [{ field: 'body.configuration.url', code: cause.code, detail: cause.message }],
      cause,
    });
  }
}
