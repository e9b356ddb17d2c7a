import {
  Body1,
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Integration } from '../../../api/use-integration.ts';
import { statusKinds } from '../../../components/access/status-kinds.ts';
import { Loading } from '../../../components/loading.tsx';
import { Panel } from '../../../components/panel.tsx';
import { PlainTable } from '../../../components/plain-table.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { lasted } from './lasted.ts';
import { segments } from './segments.ts';
import { Timeline } from './timeline.tsx';
import { useStatusHistory } from './use-status-history.ts';

const hour = 3_600_000;
const spans = {
  last_24_hours: { label: '24 hours', length: 24 * hour },
  last_7_days: { label: '7 days', length: 7 * 24 * hour },
  last_30_days: { label: '30 days', length: 30 * 24 * hour },
} as const;
type Span = keyof typeof spans;

/** How many changes the table shows at first, and how many more each time. */
const few = 10;

const useStyles = makeStyles({ panel: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 } });

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 });
const share = (connected: number | null) => (connected === null ? 'not known' : percent.format(connected));

/** How available the vault was, as a picture and as a table. */
export function StatusHistory({ integration }: { integration: Integration }) {
  const styles = useStyles();
  const tabs = useId();
  const [span, setSpan] = useState<Span>('last_24_hours');
  const [shown, setShown] = useState(few);
  const { data, error, refetch, dataUpdatedAt: now } = useStatusHistory(integration);
  const { label, length } = spans[span];
  const changes = data?.results ?? [];
  const available =
    data === undefined ? '' : `Connected for ${share(data.availability[span].connected)} of the last ${label}`;
  return (
    <Panel title="Status history">
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading what="Loading the history" /> : null}
      {data === undefined ? null : (
        <>
          {data.flapping ? (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>The status changes so often at present that it says little by itself.</MessageBarBody>
            </MessageBar>
          ) : null}
          <TabList
            aria-label="Span of time"
            selectedValue={span}
            onTabSelect={(_event, { value }) => setSpan(value as Span)}
          >
            {Object.entries(spans).map(([key, { label: name }]) => (
              <Tab key={key} value={key} id={`${tabs}-${key}`} aria-controls={`${tabs}-panel`}>
                {name}
              </Tab>
            ))}
          </TabList>
          <div role="tabpanel" id={`${tabs}-panel`} aria-labelledby={`${tabs}-${span}`} className={styles.panel}>
            <Body1>
              {available}; {data.availability[span].changes} changes.
            </Body1>
            <Timeline
              label={available}
              start={`${label} ago`}
              segments={segments(changes, { now, span: length, complete: changes.length === data.count })}
            />
          </div>
          <PlainTable
            label="Changes of the status"
            headers={['When', 'Status', 'Cause', 'Lasted']}
            rows={changes.slice(0, shown).map(({ at, to, cause, until, seconds }) => ({
              key: at,
              cells: [
                new Date(at).toLocaleString(),
                <StatusBadge key="status" kind={statusKinds[to]}>
                  {to}
                </StatusBadge>,
                cause ?? '',
                until === null ? `${lasted(seconds)}, until now` : lasted(seconds),
              ],
            }))}
          />
          {shown < changes.length ? (
            <div>
              <Button onClick={() => setShown(shown + few)}>Show older changes</Button>
            </div>
          ) : null}
        </>
      )}
    </Panel>
  );
}
