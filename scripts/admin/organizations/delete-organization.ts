import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../../../shared/operator-error.ts';
import type { DeletionPlan } from '../../../shared/use-cases/organizations/delete-organization.ts';
import { command } from '../command.ts';

export const deleteOrganizationCommand = command({
  name: 'delete-organization',
  summary: 'Delete everything that is stored about a customer.',
  details: `
Without --confirm it says what there is and deletes nothing. With it nobody is let in any more, its
runs are ended, all of its rows are deleted, and at last its data keys: what was sealed cannot be opened
any more, wherever a copy of it is. While a worker is in the middle of a run it refuses; repeat it then.
Cut off, it is repeated and goes on. Backups hold the customer until they are deleted (see
docs/administration.md), and the vaults keep their secrets.`,
  options: {
    organization: { type: 'string', value: 'ID', required: true, description: 'whose data' },
    confirm: { type: 'string', value: 'NAME', description: "the customer's name, to delete for good" },
  },
  async run({ organization: id, confirm }, context) {
    const { deleteOrganizationData, planDeletion } = await import(
      '../../../shared/use-cases/organizations/delete-organization.ts'
    );
    const deps = { ...(await context.deps()), ...(await context.operator()), pause };
    const plan = await planDeletion(deps, id);
    if (confirm === undefined)
      return { dry_run: true, ...shown(plan), next: `Add --confirm ${JSON.stringify(plan.name)}` };
    if (confirm !== plan.name) throw otherName(plan);
    return { organization: id, name: plan.name, deleted: await deleteOrganizationData(deps, id) };
  },
});

function shown({ id, name, rows, runs }: DeletionPlan) {
  return { organization: id, name, rows, unfinished_runs: runs };
}

function otherName({ id, name }: DeletionPlan): OperatorError {
  return new OperatorError(
    'organization.confirmation',
    `The organization ${id} is called ${JSON.stringify(name)}, which is not what --confirm says.`,
    'Nothing was deleted. Make sure of the id, then give its name as it is.',
  );
}
