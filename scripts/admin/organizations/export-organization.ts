import { command } from '../command.ts';
import { writeExport } from './write-export.ts';

export const exportOrganizationCommand = command({
  name: 'export-organization',
  summary: 'Write everything that is stored about a customer into a file.',
  details: `
The file is JSON Lines: a line for each stored row, { table, partition, row, data } and for what is
sealed its "content"; a last line { end: true, rows } says that the file is whole. docs/storage.md says
what the rows are. Contents of secret parameters and of webhooks are left out ("secret": true), unless
--secrets is given. Keys, digests and kept answers to requests are never in it. Only you can read the
file (mode 0600); one that exists is not overwritten.`,
  options: {
    organization: { type: 'string', value: 'ID', required: true, description: 'whose data' },
    output: { type: 'string', value: 'FILE', required: true, description: 'the file to write' },
    secrets: { type: 'boolean', description: 'with the contents of secret parameters and of webhooks' },
  },
  async run({ organization: id, output, secrets }, context) {
    const { findOrganization } = await import('../../../shared/use-cases/organizations/find-organization.ts');
    const { exportOrganization } = await import('../../../shared/use-cases/organizations/export-organization.ts');
    const deps = { ...(await context.deps()), ...(await context.operator()) };
    const organization = await findOrganization(deps, id);
    const rows = await writeExport(output, exportOrganization(deps, organization, { secrets }));
    return { organization: id, name: organization.name, file: output, rows, secrets };
  },
});
