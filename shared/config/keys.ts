import { z } from 'zod';
import { wholeNumber } from './fields.ts';
import { group } from './setting.ts';

/** What wraps data keys: a key of the service's own vault, or the keys of a file. */
export type WrappingConfig = { kind: 'vault'; keyUrl: string } | { kind: 'file'; path: string };

export interface KeysConfig {
  wrapping: WrappingConfig;
  /** How long data keys are used from memory, in milliseconds: at any rate, and beyond that while they cannot be unwrapped. */
  dataKeys: { fresh: number; stale: number };
}

const minute = 60_000;
const hour = 60 * minute;

/** https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#objects-identifiers-and-versioning */
const keyAddress = z
  .string()
  .transform((address) => address.replace(/\/$/, ''))
  .pipe(
    z
      .string()
      .regex(
        /^https:\/\/[a-z0-9.-]+(:\d+)?\/keys\/[0-9a-z-]{1,127}$/i,
        'not https://<vault>/keys/<name> without a version',
      ),
  );

export const keys = group({
  title: 'Keys',
  settings: {
    WRAPPING_KEY_URL: {
      meaning:
        "Key of the service's own Key Vault that wraps data keys, without a version, unless `KEY_FILE` does: exactly one of the two is needed. The service's identity needs the role _Key Vault Crypto Service Encryption User_ on it. See [keys](keys.md).",
      schema: keyAddress,
      example: 'https://contoso-service.vault.azure.net/keys/data-keys',
      optional: true,
    },
    KEY_FILE: {
      meaning:
        'File with the key that wraps data keys, unless `WRAPPING_KEY_URL` does; `npm run admin -- create-key-file --path FILE` makes one. Without it nothing that is stored can be read.',
      schema: z.string(),
      example: '/mounts/keys/data-key',
      optional: true,
    },
    DATA_KEYS_FRESH_MINUTES: {
      meaning: 'For how many minutes an unwrapped data key is used before it is unwrapped again.',
      schema: wholeNumber(1, 1_440),
      example: '30',
      default: '60',
    },
    DATA_KEYS_STALE_HOURS: {
      meaning:
        'For how many hours after that it is used while the wrapping key cannot be had; then secret values can be neither read nor written.',
      schema: wholeNumber(0, 168),
      example: '24',
      default: '8',
    },
  },
  faults: (given) =>
    given.has('WRAPPING_KEY_URL') === given.has('KEY_FILE')
      ? ['WRAPPING_KEY_URL or KEY_FILE: exactly one is needed']
      : [],
  read: (values): KeysConfig => ({
    wrapping:
      values.WRAPPING_KEY_URL === undefined
        ? { kind: 'file', path: values.KEY_FILE ?? '' }
        : { kind: 'vault', keyUrl: values.WRAPPING_KEY_URL },
    dataKeys: {
      fresh: values.DATA_KEYS_FRESH_MINUTES * minute,
      stale: values.DATA_KEYS_STALE_HOURS * hour,
    },
  }),
});
