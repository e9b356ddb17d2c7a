import { Body1 } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ListView } from '../list-view.tsx';
import { ReloadButton } from '../reload-button.tsx';
import { auditColumns } from './audit-columns.tsx';
import { useAuditFilter } from './audit-filter.ts';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { type AuditEntry, useAudit } from './use-audit.ts';

/** Who changed what and when. */
export function Page() {
  const { filter, change, clear } = useAuditFilter();
  const list = useAudit(filter);
  const [opened, setOpened] = useState<AuditEntry>();
  const filtered = Object.keys(filter).length > 0;
  return (
    <PageFrame title="Audit" actions={<ReloadButton onClick={list.reload} />}>
      <AuditFilterBar filter={filter} onChange={change} onClear={clear} />
      <ListView
        label="Audit"
        nouns={['entry', 'entries']}
        list={list}
        columns={auditColumns(setOpened)}
        rowKey={({ id }) => id}
        empty={
          filtered ? (
            <Body1 role="status">No entry fits the filter.</Body1>
          ) : (
            <EmptyState title="Nothing has been changed yet">
              <p>Connect a vault or create a project: every change is listed here, with who made it.</p>
            </EmptyState>
          )
        }
      />
      <EntryDialog
        entry={opened}
        onFilter={(changes) => {
          setOpened(undefined);
          change(changes);
        }}
        onClose={() => setOpened(undefined)}
      />
    </PageFrame>
  );
}
