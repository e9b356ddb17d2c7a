import { z } from 'zod';
import type { ReceiverRules } from '../domain/webhooks/check-address.ts';
import { list, wholeNumber } from './fields.ts';
import { group } from './setting.ts';

export interface WebhooksConfig {
  receivers: ReceiverRules;
}

const host = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*(:\d{1,5})?$/, 'not a host, or host:port');

export const webhooks = group({
  title: 'Webhooks',
  settings: {
    WEBHOOK_ALLOWED_HOSTS: {
      meaning:
        'Hosts (`host` or `host:port`, with commas between) that webhooks may reach although they are private or at another port.',
      schema: list.pipe(z.array(host)),
      example: 'hooks.internal:8443, 10.0.0.7',
      default: '',
    },
    WEBHOOK_ALLOWED_PORTS: {
      meaning: 'Ports that webhooks may name, with commas between.',
      schema: list.pipe(z.array(wholeNumber(1, 65_535)).min(1, 'names no port')),
      example: '443, 8443',
      default: '443',
    },
  },
  read: (values): WebhooksConfig => ({
    receivers: { ports: values.WEBHOOK_ALLOWED_PORTS, hosts: values.WEBHOOK_ALLOWED_HOSTS },
  }),
});
