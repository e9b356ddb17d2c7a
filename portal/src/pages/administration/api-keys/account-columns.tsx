import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { RowButton, RowButtons } from '../row-button.tsx';
import { keyState } from './key-state.ts';
import type { ServiceAccount } from './use-service-accounts.ts';

interface AccountColumns {
  onOpen(account: ServiceAccount): void;
  /** Absent where it is not offered. */
  onDelete?: ((account: ServiceAccount) => void) | undefined;
}

export function accountColumns({ onOpen, onDelete }: AccountColumns): Column<ServiceAccount>[] {
  return [
    { header: 'Name', width: 'minmax(10rem, 2fr)', cell: ({ user }) => user.name },
    { header: 'Description', width: 'minmax(8rem, 2fr)', cell: ({ description }) => description },
    { header: 'Role', width: '8rem', cell: ({ user }) => user.role },
    {
      header: 'Keys',
      width: '6rem',
      cell: ({ keys }) => `${keys.filter((key) => keyState(key) === 'valid').length} valid`,
    },
    {
      header: 'Last use',
      width: '9rem',
      cell: ({ last_used_at: at }) => (at === null ? 'never' : <RelativeTime at={at} />),
    },
    {
      header: 'Actions',
      width: '6rem',
      cell: (account) => (
        <RowButtons>
          <RowButton label={`Keys of ${account.user.name}`} icon={<KeyRegular />} onClick={() => onOpen(account)} />
          {onDelete === undefined ? null : (
            <RowButton
              label={`Delete ${account.user.name}`}
              icon={<DeleteRegular />}
              onClick={() => onDelete(account)}
            />
          )}
        </RowButtons>
      ),
    },
  ];
}
