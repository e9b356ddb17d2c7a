import { z } from 'zod';
import { list } from './fields.ts';
import { group } from './setting.ts';

export interface ConsentSettings {
  /** Addresses that a browser may be sent back to: exact, or an origin and path prefix ending in `/`. */
  returnUrls: string[];
  /** Template ids of directory roles of which a person needs one; `anyone` accepts every member of the tenant. */
  requiredRoles: string[] | 'anyone';
  /** Where Entra sends the browser. */
  redirectUri: string;
}

export interface ConsentConfig {
  consent: Omit<ConsentSettings, 'redirectUri'>;
}

/** Global, Privileged Role, Application and Cloud Application Administrator. */
const administratorRoles = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
];

export const consent = group({
  title: 'Consent',
  settings: {
    CONSENT_RETURN_URLS: {
      meaning:
        'Where a browser may be sent after a consent, besides the portal of this app: addresses, or prefixes that end in `/`, with commas between.',
      schema: list.pipe(z.array(z.url({ protocol: /^https?$/, error: 'not an http or https address' }))),
      example: 'https://portal.contoso.example/vaults/',
      default: '',
    },
    CONSENT_REQUIRED_ROLES: {
      meaning:
        'Directory roles (template ids, with commas between) of which the person who consents needs one; `anyone` for every member of the tenant. The default are Global, Privileged Role, Application and Cloud Application Administrator.',
      schema: z.union([z.literal('anyone'), list.pipe(z.array(z.guid()).min(1))], 'neither anyone nor a list of GUIDs'),
      example: 'anyone',
      default: administratorRoles.join(', '),
    },
  },
  read: (values): ConsentConfig => ({
    consent: { returnUrls: values.CONSENT_RETURN_URLS, requiredRoles: values.CONSENT_REQUIRED_ROLES },
  }),
});
