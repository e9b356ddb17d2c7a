import { command } from '../command.ts';

export const createOrganizationCommand = command({
  name: 'create-organization',
  summary: 'Make a new customer; prints its id.',
  options: { name: { type: 'string', value: 'NAME', required: true, description: 'what it is called' } },
  async run({ name }, context) {
    const { createOrganization } = await import('../../../shared/use-cases/identity/create-organization.ts');
    const organization = await createOrganization(await context.deps(), { name });
    return { organization: organization.id, name: organization.name };
  },
});
