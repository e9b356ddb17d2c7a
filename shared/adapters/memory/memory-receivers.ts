import { checkAddress, type ReceiverRules } from '../../domain/webhooks/check-address.ts';
import { ReceiverFault, type ReceiverRequest, type Receivers } from '../../ports/receivers.ts';

export interface MemoryReceivers extends Receivers {
  /** What was sent, in order; failed attempts too. */
  readonly sent: ReceiverRequest[];
  /** What every attempt meets from now on; absent: the receivers take everything. */
  fault?: ReceiverFault;
}

/** Receivers of which every name exists, and every name that begins with `private.` is private. */
export function createMemoryReceivers(rules: ReceiverRules = { ports: [443], hosts: [] }): MemoryReceivers {
  const sent: ReceiverRequest[] = [];
  const receivers: MemoryReceivers = {
    sent,
    async check(address) {
      const fault = checkAddress(address.reveal(), rules);
      if (fault !== undefined) throw new ReceiverFault(fault.code, fault.detail);
      if (new URL(address.reveal()).hostname.startsWith('private.')) {
        throw new ReceiverFault('address.private', 'The address is not one on the Internet.');
      }
    },
    async post(request) {
      sent.push(request);
      await receivers.check(request.url);
      if (receivers.fault !== undefined) throw receivers.fault;
      return 200;
    },
  };
  return receivers;
}
