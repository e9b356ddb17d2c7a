import { Body1, Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { DeleteDialog } from '../../components/delete-dialog.tsx';
import { RowActions } from '../../components/row-actions.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useRights } from './use-rights.ts';
import { type Rule, type RuleOwner, useDeleteRule } from './use-rule-changes.ts';

const useStyles = makeStyles({
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  rule: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  limit: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', minWidth: 0 },
});

interface RulesSectionProps {
  owner: RuleOwner;
  /** Whose they are, where several are on a page. */
  name?: string;
  rules: readonly Rule[];
  /** Its rules are changed here and nowhere else. */
  changeable: boolean;
}

/** The rules of a parameter or a type: at most one of each kind. */
export function RulesSection({ owner, name, rules, changeable }: RulesSectionProps) {
  const styles = useStyles();
  const { mayChange } = useRights();
  const [edited, setEdited] = useState<Rule | 'new'>();
  const [deleted, setDeleted] = useState<Rule>();
  const remove = useDeleteRule(owner);
  const may = mayChange && changeable;
  return (
    <section aria-label={name === undefined ? 'Rules' : `Rules of ${name}`}>
      <div className={styles.top}>
        <Subtitle2 as={name === undefined ? 'h2' : 'h3'}>Rules</Subtitle2>
        {may ? (
          <Button icon={<AddRegular />} onClick={() => setEdited('new')}>
            New rule
          </Button>
        ) : null}
      </div>
      {rules.length === 0 ? <Body1>No rule of its own.</Body1> : null}
      <ul className={styles.list}>
        {rules.map((rule) => (
          <li key={rule.id} className={styles.rule}>
            <Body1>{rule.type}</Body1>
            <span className={styles.limit}>{rule.constraint}</span>
            {may ? (
              <RowActions
                name={`the rule ${rule.type}`}
                onEdit={() => setEdited(rule)}
                onDelete={() => setDeleted(rule)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {edited === undefined ? null : (
        <RuleDialog owner={owner} rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      <DeleteDialog
        item={deleted}
        name={({ type }) => `the rule ${type}`}
        change={remove}
        onClose={() => setDeleted(undefined)}
      >
        Values are no longer held against it.
      </DeleteDialog>
    </section>
  );
}
