import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Choice } from '../../../components/choice.tsx';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { patternFault } from './pattern-fault.ts';
import { foundBy, type Matched, type Scan, type Skipped } from './use-scan.ts';

const useStyles = makeStyles({
  preview: { display: 'flex', flexDirection: 'column', flexGrow: 1, gap: tokens.spacingVerticalS },
});

const matchedColumns: readonly Column<Matched>[] = [
  { header: 'Secret', width: 'minmax(10rem, 2fr)', cell: ({ venue_name: name }) => name },
  { header: 'Environment', width: 'minmax(7rem, 1fr)', cell: ({ environment_name: name }) => name },
  { header: 'Project', width: 'minmax(7rem, 1fr)', cell: ({ project_name: name }) => name },
  { header: 'Parameter', width: 'minmax(7rem, 1fr)', cell: ({ parameter_name: name }) => name },
];
const skippedColumns: readonly Column<Skipped>[] = [
  { header: 'Secret', width: 'minmax(10rem, 1fr)', cell: ({ name }) => name },
  { header: 'Why not', width: 'minmax(10rem, 2fr)', cell: ({ reason }) => reason },
];

/** What the pattern makes of the vault's secrets. Names only: a scan reads no value. */
export function ScanPreview({ scan: { data, error } }: { scan: Scan }) {
  const styles = useStyles();
  const [shown, setShown] = useState<'matched' | 'skipped'>('matched');
  const { matched, skipped } = foundBy(data);
  return (
    <section className={styles.preview} aria-label="What the pattern matches">
      {error === null || patternFault(error) !== undefined ? null : <ProblemMessage error={error} />}
      {data === undefined ? null : (
        <>
          <Choice<typeof shown>
            label="Secrets of the vault"
            options={[
              ['matched', `Matched ${matched.length}`],
              ['skipped', `Skipped ${skipped.length}`],
            ]}
            chosen={shown}
            onChoose={setShown}
          />
          {shown === 'matched' && matched.length > 0 ? (
            <DataTable
              label="Matched secrets"
              columns={matchedColumns}
              rows={matched}
              rowKey={({ venue_id: id }) => id}
              total={matched.length}
            />
          ) : null}
          {shown === 'skipped' && skipped.length > 0 ? (
            <DataTable
              label="Skipped secrets"
              columns={skippedColumns}
              rows={skipped}
              rowKey={({ name }) => name}
              total={skipped.length}
            />
          ) : null}
        </>
      )}
    </section>
  );
}
