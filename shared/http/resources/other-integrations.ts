import { z } from 'zod';
import { orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { queryText } from '../text-fields.ts';
import { integrationSchema } from './integrations.ts';

/** What integrations of every kind have in common. */
const common = {
  url: z.url(),
  id: z.uuid(),
  name: z.string(),
  description: z.string().optional(),
  status: integrationSchema.shape.status,
  status_detail: z.string(),
  status_last_checked_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime().nullable(),
  fqn: z.string(),
  type: z.string(),
  writable: z.boolean().optional(),
};

const awsRegions = [
  ...['af-south-1', 'ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-1'],
  ...['eu-north-1', 'eu-south-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'me-south-1'],
  ...['sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
] as const;

// biome-ignore lint/complexity/noUselessEscapeInRegex: the contract's spelling, which its clients have
const awsKeyId = /^[a-zA-Z0-9:/_\-]+$/;
// biome-ignore lint/complexity/noUselessEscapeInRegex: the contract's spelling, which its clients have
const awsRoleName = /^[\w+=,.@\-]+$/;

const awsSchema = z
  .object({
    ...common,
    aws_account_id: z
      .string()
      .regex(/^[0-9]+$/)
      .length(12),
    aws_enabled_regions: z.array(z.enum(awsRegions).meta({ id: 'AwsRegionEnum' })),
    aws_enabled_services: z.array(z.enum(['s3', 'secretsmanager', 'ssm']).meta({ id: 'AwsServiceEnum' })),
    aws_external_id: z.string(),
    aws_kms_key_id: z.string().regex(awsKeyId).max(256).nullable().optional(),
    aws_role_name: z.string().regex(awsRoleName).min(2).max(64),
    resource_tags: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'AwsIntegration' });

const gitHubSchema = z
  .object({
    ...common,
    gh_installation_id: z.int().min(0).max(2_147_483_647),
    gh_organization_slug: z.string(),
  })
  .meta({ id: 'GitHubIntegration' });

export const awsPageSchema = pageSchema(awsSchema).meta({ id: 'PaginatedAwsIntegrationList' });
export const gitHubPageSchema = pageSchema(gitHubSchema).meta({ id: 'PaginatedGitHubIntegrationList' });

const listQuery = { ...pageQuery, ordering: orderingQuery(['name', 'description', 'created_at', 'modified_at']) };

export const awsListQuery = z.object({ ...listQuery, aws_account_id: queryText, aws_role_name: queryText });
export const gitHubListQuery = z.object({ ...listQuery, gh_organization_slug: queryText });
