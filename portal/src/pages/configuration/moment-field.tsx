import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { ChoiceField } from '../../components/choice-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { fromLocalTime, toLocalTime } from './local-time.ts';
import type { Moment } from './look.ts';
import { useTags } from './use-tags.ts';

const useStyles = makeStyles({
  place: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface MomentFieldProps {
  environmentId: string;
  moment: Moment;
  onChange(moment: Moment): void;
}

/** When to look: now, at a tag of the environment, or at any time. */
export function MomentField({ environmentId, moment, onChange }: MomentFieldProps) {
  const styles = useStyles();
  const { rows: tags } = useTags(environmentId);
  const [choosing, setChoosing] = useState(false);
  const known = tags.map(({ name }) => name);
  const names = moment.tag === undefined || known.includes(moment.tag) ? known : [moment.tag, ...known];
  const atTime = moment.as_of !== undefined || (choosing && moment.tag === undefined);
  const choose = (value: string) => {
    setChoosing(value === 'time');
    onChange(value.startsWith('tag ') ? { tag: value.slice(4) } : {});
  };
  return (
    <div className={styles.place}>
      <ChoiceField
        label="As of"
        choices={[
          { value: 'now', label: 'Now' },
          ...names.map((name) => ({ value: `tag ${name}`, label: `Tag ${name}` })),
          { value: 'time', label: 'A point in time' },
        ]}
        value={atTime ? 'time' : moment.tag === undefined ? 'now' : `tag ${moment.tag}`}
        onChange={choose}
      />
      {atTime ? (
        <TextField
          label="Point in time"
          type="datetime-local"
          value={moment.as_of === undefined ? '' : toLocalTime(new Date(moment.as_of))}
          onChange={(text) => onChange({ as_of: fromLocalTime(text) })}
        />
      ) : null}
    </div>
  );
}
