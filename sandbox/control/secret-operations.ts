import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../cloud/model.ts';
import { newSecretVersion } from '../cloud/new-vault.ts';
import { ControlError } from './control-error.ts';
import { moment } from './input.ts';
import { operation } from './operation.ts';
import { findVault } from './vault-operations.ts';

const nothing = z.object({});
const secretName = /^[0-9A-Za-z-]{1,127}$/;

const secretInput = z.object({
  value: z.string().max(25_600),
  enabled: z.boolean().optional(),
  contentType: z.string().max(255).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  expires: moment.optional(),
  notBefore: moment.optional(),
  managed: z.boolean().default(false),
});

/** A vault's secrets, as their owner sees and changes them. */
export const secretOperations = [
  operation('GET', '/api/vaults/{vault}/secrets', nothing, (cloud, { vault }) =>
    findVault(cloud, vault).secrets.map(({ versions, ...secret }) => ({ ...secret, versions: versions.length })),
  ),
  operation('GET', '/api/vaults/{vault}/secrets/{secret}', nothing, (cloud, { vault, secret }) =>
    findSecret(findVault(cloud, vault), secret),
  ),
  operation('PUT', '/api/vaults/{vault}/secrets/{secret}', secretInput, (cloud, { vault, secret }, input) => {
    const name = secret ?? '';
    if (!secretName.test(name)) throw new ControlError(400, 'A secret name has 1 to 127 letters, digits and hyphens.');
    const { value, managed, ...attributes } = input;
    const { secrets } = findVault(cloud, vault);
    const version = newSecretVersion(value, cloud.now(), randomUUID, attributes);
    const present = secrets.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
    if (present === undefined) secrets.push({ name, managed, versions: [version] });
    else {
      present.versions.push(version);
      present.managed = managed;
      delete present.deleted;
      delete present.recovering;
    }
    return { name, version: version.version };
  }),
  operation('DELETE', '/api/vaults/{vault}/secrets/{secret}', nothing, (cloud, { vault, secret }) => {
    const found = findVault(cloud, vault);
    found.secrets.splice(found.secrets.indexOf(findSecret(found, secret)), 1);
  }),
];

export function findSecret(vault: Vault, name: string | undefined) {
  const found = vault.secrets.find((entry) => entry.name.toLowerCase() === name?.toLowerCase());
  if (found === undefined) throw new ControlError(404, `There is no secret ${name} in ${vault.name}.`);
  return found;
}
