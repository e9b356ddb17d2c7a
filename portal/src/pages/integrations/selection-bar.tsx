import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { useTenants } from '../../api/use-tenants.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useSummary } from './use-integrations.ts';
import { type Ordering, orderings, type Selection, type Status } from './use-selection.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  statuses: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

const orders = Object.entries(orderings).map(([value, label]) => ({ value, label }));

interface SelectionBarProps {
  selection: Selection;
  onChange(change: Partial<Selection>): void;
}

/** How many vaults there are of each status, to choose one of them; a part of the name, the tenant, and the order. */
export function SelectionBar({ selection: { status, tenant, name, ordering }, onChange }: SelectionBarProps) {
  const styles = useStyles();
  const { data: summary } = useSummary();
  const tenants = useTenants().rows.map(({ tenant_id: value, name: label }) => ({ value, label }));
  const counts = Object.entries(summary?.by_status ?? {}) as [Status, number][];
  return (
    <>
      <search className={styles.bar} aria-label="Filter">
        <SearchField label="Search by name" value={name} onSearch={(text) => onChange({ name: text })} />
        {tenants.length > 1 || tenant !== '' ? (
          <ChoiceField
            label="Tenant"
            choices={[{ value: '', label: 'All' }, ...tenants]}
            value={tenant}
            onChange={(value) => onChange({ tenant: value })}
          />
        ) : null}
        <ChoiceField
          label="Sort by"
          choices={orders}
          value={ordering}
          onChange={(value) => onChange({ ordering: value as Ordering })}
        />
      </search>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser */}
      <div role="group" aria-label="Status" className={styles.statuses}>
        <ToggleButton checked={status === ''} onClick={() => onChange({ status: '' })}>
          {`all (${summary?.count ?? '…'})`}
        </ToggleButton>
        {counts
          .filter(([each, count]) => count > 0 || each === status)
          .map(([each, count]) => (
            <ToggleButton key={each} checked={each === status} onClick={() => onChange({ status: each })}>
              {`${each} (${count})`}
            </ToggleButton>
          ))}
      </div>
    </>
  );
}
