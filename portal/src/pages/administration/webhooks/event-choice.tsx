import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { eventGroups } from './event-names.ts';
import type { EventType } from './use-webhooks.ts';

const useStyles = makeStyles({
  group: { margin: 0, padding: 0, border: 'none', display: 'flex', flexWrap: 'wrap', minWidth: 0 },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
});

interface EventChoiceProps {
  chosen: readonly EventType[];
  onChange(chosen: EventType[]): void;
}

/** Which news are sent. What was chosen elsewhere and is not offered here stays chosen. */
export function EventChoice({ chosen, onChange }: EventChoiceProps) {
  const styles = useStyles();
  return Object.entries(eventGroups).map(([group, events]) => (
    <fieldset key={group} className={styles.group}>
      <legend className={styles.legend}>{group}</legend>
      {(Object.entries(events) as [EventType, string][]).map(([event, label]) => (
        <Checkbox
          key={event}
          label={label}
          checked={chosen.includes(event)}
          onChange={(_event, { checked }) =>
            onChange(checked ? [...chosen, event] : chosen.filter((each) => each !== event))
          }
        />
      ))}
    </fieldset>
  ));
}
