import { command } from '../command.ts';

export const listOrganizationsCommand = command({
  name: 'list-organizations',
  summary: 'List all customers.',
  options: {},
  async run(_values, context) {
    const { listOrganizations } = await import('../../../shared/use-cases/organizations/list-organizations.ts');
    const organizations: object[] = [];
    for await (const { id, name, createdAt, deletingSince } of listOrganizations(await context.deps())) {
      organizations.push({ organization: id, name, created_at: createdAt, deleting_since: deletingSince ?? null });
    }
    return { organizations };
  },
});
