import { backupCommand } from './backups/backup.ts';
import { listBackupsCommand } from './backups/list-backups.ts';
import { restoreCommand } from './backups/restore.ts';
import type { Command } from './command.ts';
import { addApiKeyCommand } from './keys/add-api-key.ts';
import { createApiKeyCommand } from './keys/create-api-key.ts';
import { createKeyFileCommand } from './keys/create-key-file.ts';
import { listApiKeysCommand } from './keys/list-api-keys.ts';
import { revokeApiKeyCommand } from './keys/revoke-api-key.ts';
import { rotateKeysCommand } from './keys/rotate-keys.ts';
import { createOrganizationCommand } from './organizations/create-organization.ts';
import { deleteOrganizationCommand } from './organizations/delete-organization.ts';
import { exportOrganizationCommand } from './organizations/export-organization.ts';
import { listOrganizationsCommand } from './organizations/list-organizations.ts';
import { setLimitsCommand } from './organizations/set-limits.ts';
import { discardPoisonCommand } from './work/discard-poison.ts';
import { listPoisonCommand } from './work/list-poison.ts';
import { listStalledTasksCommand } from './work/list-stalled-tasks.ts';
import { replayPoisonCommand } from './work/replay-poison.ts';

export interface Topic {
  title: string;
  commands: readonly Command[];
}

/** All commands, as the help text shows them. */
export const topics: readonly Topic[] = [
  {
    title: 'Customers',
    commands: [
      createOrganizationCommand,
      listOrganizationsCommand,
      setLimitsCommand,
      exportOrganizationCommand,
      deleteOrganizationCommand,
    ],
  },
  {
    title: 'Keys',
    commands: [
      createApiKeyCommand,
      addApiKeyCommand,
      listApiKeysCommand,
      revokeApiKeyCommand,
      createKeyFileCommand,
      rotateKeysCommand,
    ],
  },
  {
    title: 'Work that went wrong',
    commands: [listStalledTasksCommand, listPoisonCommand, replayPoisonCommand, discardPoisonCommand],
  },
  { title: 'Backups', commands: [backupCommand, listBackupsCommand, restoreCommand] },
];
