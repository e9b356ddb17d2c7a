import { Body1 } from '@fluentui/react-components';
import { useState } from 'react';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ListView } from '../list-view.tsx';
import { ReloadButton } from '../reload-button.tsx';
import { useUsers } from './use-users.ts';
import { userColumns } from './user-columns.tsx';

const types = [
  { value: '', label: 'All' },
  { value: 'interactive', label: 'People' },
  { value: 'service', label: 'Service accounts' },
];

/** Who may use the service, and with which role. */
export function Page() {
  const [type, setType] = useState('');
  const list = useUsers(type);
  return (
    <PageFrame title="Users" actions={<ReloadButton onClick={list.reload} />}>
      <Body1>
        People are here once they have signed in; their roles are given where they sign in. Service accounts are made
        with their keys, under API keys.
      </Body1>
      <div>
        <ChoiceField label="Show" choices={types} value={type} onChange={setType} />
      </div>
      <ListView
        label="Users"
        nouns={['user', 'users']}
        list={list}
        columns={userColumns}
        rowKey={({ id }) => id}
        empty={<Body1 role="status">There is none.</Body1>}
      />
    </PageFrame>
  );
}
