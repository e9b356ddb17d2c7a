import { OperatorError } from '../../../shared/operator-error.ts';
import { command } from '../command.ts';

export const rotateKeysCommand = command({
  name: 'rotate-keys',
  summary: 'Wrap data keys with the newest wrapping key.',
  details: `
The newest wrapping key is the newest version of the vault's key, or the first line of the key file. May
be interrupted and repeated; everything stays readable throughout. See docs/keys.md.`,
  options: {
    organization: { type: 'string', value: 'ID', description: 'of one customer; otherwise of all' },
    'new-data-key': { type: 'boolean', description: 'also a new data key where the present one is older than a day' },
  },
  async run({ organization: organizationId, 'new-data-key': newDataKey }, context) {
    const { composeKeyRing } = await import('../../../shared/compose.ts');
    const { rotateKeys } = await import('../../../shared/use-cases/keys/rotate-keys.ts');
    const deps = await context.deps();
    const keyRing = await composeKeyRing(await context.config(), deps);
    const { failed, ...counts } = await rotateKeys({ ...deps, keyRing }, { organizationId, newDataKey });
    if (failed.length === 0) return counts;
    const lines = failed.map((each) => `  organization ${each.organizationId}: ${each.code}`);
    throw new OperatorError(
      'keys.not-rotated',
      `Keys could not be unwrapped:\n${lines.join('\n')}`,
      'All others were rotated. Leave the wrapping keys before in place, mend what is missing, and repeat the command.',
    );
  },
});
