import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { ChoiceField } from '../../components/choice-field.tsx';
import { type Ordering, orderings, type Selection, type Status, useSummary } from './use-integrations.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  statuses: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, flexGrow: 1 },
});

const orders = Object.entries(orderings).map(([value, label]) => ({ value, label }));

/** How many vaults there are of each status, to choose one of them; and the order. */
export function SelectionBar({ selection, onChange }: { selection: Selection; onChange(selection: Selection): void }) {
  const styles = useStyles();
  const { data: summary } = useSummary();
  const counts = Object.entries(summary?.by_status ?? {}) as [Status, number][];
  const { status: chosen, ordering } = selection;
  const choose = (status: Status | undefined) => onChange(status === undefined ? { ordering } : { ordering, status });
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser */}
      <div role="group" aria-label="Status" className={styles.statuses}>
        <ToggleButton checked={chosen === undefined} onClick={() => choose(undefined)}>
          {`all (${summary?.count ?? '…'})`}
        </ToggleButton>
        {counts
          .filter(([status, count]) => count > 0 || status === chosen)
          .map(([status, count]) => (
            <ToggleButton key={status} checked={status === chosen} onClick={() => choose(status)}>
              {`${status} (${count})`}
            </ToggleButton>
          ))}
      </div>
      <ChoiceField
        label="Sort by"
        choices={orders}
        value={ordering}
        onChange={(value) => onChange({ ...selection, ordering: value as Ordering })}
      />
    </div>
  );
}
