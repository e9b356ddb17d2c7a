import { z } from 'zod';
import type { ImportSelection } from '../../domain/sync/select-imports.ts';
import { resourceField } from './pulls.ts';

export const scanSchema = z.object({ resource: resourceField }).meta({ id: 'AzureKeyVaultIntegrationScan' });

const discoveredContent = z
  .object({
    venue_id: z.string(),
    venue_name: z.string(),
    environment_name: z.string(),
    project_name: z.string(),
    parameter_name: z.string(),
  })
  .meta({ id: 'DiscoveredContent' });

export const discoverySchema = z
  .object({
    /** What would be imported, by project. */
    matched: z.record(z.string(), z.array(discoveredContent)),
    /** Why not, by secret. */
    skipped: z.record(z.string(), z.string()),
  })
  .meta({ id: 'DiscoveryResult' });

export function presentDiscovery({ candidates, skipped, others }: ImportSelection): z.input<typeof discoverySchema> {
  const byProject = Map.groupBy(candidates, ({ project }) => project.name);
  const matched = [...byProject].map(([name, group]) => [
    name,
    group.map(({ secret, environment, project, parameterName }) => ({
      venue_id: secret.id,
      venue_name: secret.name,
      environment_name: environment.name,
      project_name: project.name,
      parameter_name: parameterName,
    })),
  ]);
  return {
    matched: Object.fromEntries(matched),
    skipped: Object.fromEntries([
      ...skipped.map(({ secret, reason }) => [secret.name, reason]),
      ...others.map((secret) => [secret.name, 'The name does not match the pattern.']),
    ]),
  };
}
