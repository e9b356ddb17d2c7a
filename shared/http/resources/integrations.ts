import { z } from 'zod';
import type { AzureCloud } from '../../config.ts';
import type { Command } from '../../domain/integration/azure-commands.ts';
import { causes, statuses, verdicts } from '../../domain/integration/cause.ts';
import {
  type Access,
  type Integration,
  integrationFqn,
  integrationName,
} from '../../domain/integration/integration.ts';
import { accessModels, type Remedy, type RemedyContext, remedyFor } from '../../domain/integration/remedy.ts';
import { removalOf } from '../../domain/integration/removal.ts';
import { permissions } from '../../ports/vaults.ts';
import { bodyBoolean, queryBoolean } from '../boolean-fields.ts';
import { entityTag } from '../entity-tag.ts';
import type { Links } from '../links.ts';
import { containsIgnoringCase } from '../list-query.ts';
import { compareBy } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { descriptionField, queryText } from '../text-fields.ts';

const command = z.object({ title: z.string(), command: z.string() });
const instructions = z.object({ steps: z.array(z.string()), portal_url: z.url(), commands: z.array(command) });
const verdict = z.enum(verdicts);

export const integrationSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    name: z.string(),
    description: z.string().optional(),
    status: z.enum(statuses).meta({ id: 'StatusEnum' }),
    status_detail: z.string(),
    status_last_checked_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
    fqn: z.string(),
    type: z.string(),
    writable: z.boolean().optional(),
    resource_tags: z.record(z.string(), z.unknown()).optional(),
    vault_name: z.string(),
    tenant_id: z.guid(),
    /** What the last access test met; null when it found all that it needs. */
    cause: z.enum(causes).nullable(),
    permissions: z.object({ list: verdict, get: verdict, set: verdict, delete: verdict, recover: verdict }),
    /** What to do about the cause. */
    remedy: instructions
      .extend({
        least_role: z.string(),
        /** For vaults with access policies. */
        secret_permissions: z.array(z.enum(permissions)),
        /** Which of the two the vault uses, where its answer tells. */
        access_model: z.enum(accessModels).nullable(),
        /** How access is granted under each model, the recommended one first; empty where no grant is missing. */
        grants: z.array(
          z.object({ access_model: z.enum(accessModels), steps: z.array(z.string()), commands: z.array(command) }),
        ),
      })
      .nullable(),
    /** What remains to be done at Azure when the integration is deleted. */
    removal: instructions,
  })
  .meta({ id: 'AzureKeyVaultIntegration' });

export const integrationPageSchema = pageSchema(integrationSchema).meta({
  id: 'PaginatedAzureKeyVaultIntegrationList',
});

const editable = {
  description: descriptionField,
  writable: bodyBoolean,
  resource_tags: z.record(z.string(), z.string()),
};

export const integrationCreateSchema = z
  .object({
    description: editable.description.default(''),
    writable: editable.writable.default(false),
    resource_tags: editable.resource_tags.default({}),
    // Its length is checked with the rest of the name, which has an error of its own.
    vault_name: z.string().meta({ maxLength: 24 }),
    tenant_id: z.guid(),
  })
  .meta({ id: 'AzureKeyVaultIntegrationCreate' });

/** What is left out stays as it is; `tenant_id` and `vault_name` may be sent back as they are. */
export const integrationUpdateSchema = z
  .object({
    description: editable.description.optional(),
    writable: editable.writable.optional(),
    resource_tags: editable.resource_tags.optional(),
    vault_name: z.string().optional(),
    tenant_id: z.guid().optional(),
  })
  .meta({ id: 'PatchedAzureKeyVaultIntegration' });

type Known = Integration & Access;

const orderings = {
  id: (integration: Known) => integration.id,
  name: integrationName,
  vault_name: (integration: Known) => integration.vaultName.toLowerCase(),
  tenant_id: (integration: Known) => integration.tenantId,
  status: (integration: Known) => integration.status,
  created_at: (integration: Known) => integration.createdAt.toISOString(),
  modified_at: (integration: Known) => integration.modifiedAt.toISOString(),
  status_last_checked_at: (integration: Known) => integration.lastCheckedAt?.toISOString() ?? '',
};
type OrderingField = keyof typeof orderings;
const fields = Object.keys(orderings) as OrderingField[];
const ordering = z.enum([...fields, ...fields.map((field) => `-${field}` as const)]);

export const integrationQuery = z.object({
  ...pageQuery,
  ordering: ordering.default('name'),
  tenant_id: z.guid().optional(),
  vault_name: queryText,
  vault_name__icontains: queryText,
  status: z.enum(statuses).optional(),
});

export const refreshQuery = z.object({
  refresh_status: queryBoolean(false),
});

/** Nothing reads values from an integration yet, so that all three come to the same. */
export const removeQuery = z.object({ in_use: z.enum(['fail', 'leave', 'remove']).default('fail') });

/** The integrations that the query asks for, in its order; equal ones by id, so that pages never overlap. */
export function selectIntegrations<T extends Known>(
  all: readonly T[],
  { ordering, tenant_id: tenantId, vault_name: vaultName, status, ...query }: z.output<typeof integrationQuery>,
): T[] {
  return all
    .filter((one) => tenantId === undefined || one.tenantId === tenantId.toLowerCase())
    .filter((one) => vaultName === undefined || one.vaultName.toLowerCase() === vaultName.toLowerCase())
    .filter((one) => containsIgnoringCase(one.vaultName, query.vault_name__icontains))
    .filter((one) => status === undefined || one.status === status)
    .sort(compareBy(orderings, ordering, 'id'));
}

/** Stands for what people edit: a test of the access does not get in the way of an edit. */
export function integrationTag({ id, modifiedAt, description, writable, resourceTags }: Integration): string {
  return entityTag(JSON.stringify([id, modifiedAt.getTime(), description, writable, resourceTags]));
}

export function presentIntegration(
  integration: Known,
  { links, azure }: { links: Links; azure: AzureCloud },
): z.input<typeof integrationSchema> {
  const { tenantId, vaultName, writable, cause } = integration;
  const { clientId, applicationName, portalUrl, outboundAddresses } = azure;
  const ours = { clientId, applicationName, portalUrl, outboundAddresses };
  const context: RemedyContext = { tenantId, vaultName, writable, ...ours };
  const remedy = cause === null ? null : remedyFor(cause, context);
  return {
    url: links.to('integration', integration.id),
    id: integration.id,
    name: integrationName(integration),
    description: integration.description,
    status: integration.status,
    status_detail: integration.statusDetail,
    status_last_checked_at: integration.lastCheckedAt?.toISOString() ?? null,
    created_at: integration.createdAt.toISOString(),
    modified_at: integration.modifiedAt.toISOString(),
    fqn: integrationFqn(integration),
    type: 'azure_key_vault',
    writable,
    resource_tags: integration.resourceTags,
    vault_name: vaultName,
    tenant_id: tenantId,
    cause,
    permissions: integration.permissions,
    remedy: remedy && presentRemedy(remedy),
    removal: presentInstructions(removalOf(context)),
  };
}

function presentRemedy(remedy: Remedy) {
  return {
    ...presentInstructions(remedy),
    least_role: remedy.leastRole,
    secret_permissions: [...remedy.secretPermissions],
    access_model: remedy.accessModel,
    grants: remedy.grants.map(({ accessModel, ...how }) => ({ access_model: accessModel, ...how })),
  };
}

function presentInstructions({
  steps,
  portalUrl,
  commands,
}: {
  steps: string[];
  portalUrl: string;
  commands: Command[];
}) {
  return { steps, portal_url: portalUrl, commands };
}
