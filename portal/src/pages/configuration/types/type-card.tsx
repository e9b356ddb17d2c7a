import { Body1, Card, Subtitle1 } from '@fluentui/react-components';
import { RowActions } from '../../../components/row-actions.tsx';
import { RulesSection } from '../rules-section.tsx';
import { useRights } from '../use-rights.ts';
import type { ParameterType } from '../use-types.ts';

interface TypeCardProps {
  type: ParameterType;
  onEdit(): void;
  onDelete(): void;
}

/** One type; one that is built in has no rules and stays as it is. */
export function TypeCard({ type, onEdit, onDelete }: TypeCardProps) {
  const { mayChange } = useRights();
  const { id, name, description, parent_name: parent, rules } = type;
  return (
    <Card role="group" aria-label={name}>
      <Subtitle1 as="h2">{name}</Subtitle1>
      <Body1>{parent === null ? 'built in' : `rests on ${parent}`}</Body1>
      {description ? <Body1>{description}</Body1> : null}
      {parent !== null && mayChange ? <RowActions name={name} onEdit={onEdit} onDelete={onDelete} /> : null}
      {parent === null ? null : (
        <RulesSection owner={{ kind: 'type', typeId: id }} name={name} rules={rules} changeable />
      )}
    </Card>
  );
}
