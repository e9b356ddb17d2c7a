import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import type { EnvironmentNode } from '../environment-tree.ts';
import { ShownValue } from '../shown-value.tsx';
import { sourceOf } from '../source-of.ts';
import { SecretValue } from './secret-value.tsx';
import type { ParameterPlace, Value } from './use-parameter.ts';

/** An environment, and the value that counts there. */
export interface ValueRow {
  node: EnvironmentNode;
  value?: Value;
  /** That value, when it is set right here. */
  own?: Value;
}

interface ValueColumns {
  place: ParameterPlace;
  nameOf(id: string): string;
  mayReveal: boolean;
  mayChange: boolean;
  onSet(row: ValueRow): void;
  onRemove(value: Value): void;
}

const useStyles = makeStyles({ actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS } });

/** Two spaces that no browser drops: one step into the tree. */
const step = '\u00a0\u00a0';

export function valueColumns(options: ValueColumns): Column<ValueRow>[] {
  const { place, nameOf, mayReveal, mayChange, onSet, onRemove } = options;
  const columns: Column<ValueRow>[] = [
    {
      header: 'Environment',
      width: 'minmax(8rem, 1fr)',
      cell: ({ node: { depth, environment } }) => `${step.repeat(depth)}${environment.name}`,
    },
    {
      header: 'Value',
      width: 'minmax(10rem, 2fr)',
      cell: ({ value }) =>
        value?.secret && value.value !== null && mayReveal ? (
          // What was revealed is not what is there after a change.
          <SecretValue key={`${value.id} ${value.modified_at}`} value={value} place={place} />
        ) : (
          <ShownValue value={value} />
        ),
    },
    {
      header: 'Source',
      width: 'minmax(8rem, 1fr)',
      cell: ({ value }) => value && sourceOf(value, place.projectId, nameOf),
    },
    {
      header: 'Changed',
      width: '8rem',
      cell: ({ value }) => value?.modified_at && <RelativeTime at={value.modified_at} />,
    },
  ];
  const actions: Column<ValueRow> = {
    header: 'Actions',
    width: '11rem',
    cell: (row) => <ValueActions row={row} onSet={() => onSet(row)} onRemove={onRemove} />,
  };
  return mayChange ? [...columns, actions] : columns;
}

function ValueActions({
  row,
  onSet,
  onRemove,
}: {
  row: ValueRow;
  onSet(): void;
  onRemove(value: Value): void;
}): ReactNode {
  const styles = useStyles();
  const { own, node } = row;
  const { name } = node.environment;
  return (
    <div className={styles.actions}>
      <Button size="small" aria-label={`${own ? 'Replace' : 'Set'} the value in ${name}`} onClick={onSet}>
        {own ? 'Replace' : 'Set'}
      </Button>
      {own === undefined ? null : (
        <Button size="small" aria-label={`Remove the value in ${name}`} onClick={() => onRemove(own)}>
          Remove
        </Button>
      )}
    </div>
  );
}
