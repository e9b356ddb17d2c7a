import { Caption1, Checkbox, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useState } from 'react';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
  },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXXS },
  list: {
    display: 'flex',
    flexDirection: 'column',
    maxHeight: '14rem',
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  hint: { color: tokens.colorNeutralForeground2 },
  fault: { color: tokens.colorStatusDangerForeground1 },
});

/** So many are shown at once; the others are found by their name. */
const most = 100;

interface ChooseManyProps {
  /** What is chosen, in the plural, e.g. "Projects". */
  label: string;
  hint: string;
  fault?: string;
  options: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
}

/** Any number of things by their ids, found by a part of their names. Many inputs, so no `Field`, which is for one. */
export function ChooseMany({ label, hint, fault, options, chosen, onChange }: ChooseManyProps) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const found = options.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  const names = options.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  const said = names.length === 0 ? 'None is chosen.' : `Chosen: ${names.join(', ')}.`;
  const more = found.length > most ? ` ${found.length - most} more are found by their names.` : '';
  return (
    <fieldset className={styles.box}>
      <legend className={styles.legend}>{label}</legend>
      <SearchBox
        aria-label={`Find ${label.toLowerCase()}`}
        value={text}
        onChange={(_event, { value }) => setText(value)}
      />
      {found.length === 0 ? null : (
        <div className={styles.list}>
          {found.slice(0, most).map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onChange={(_event, { checked }) =>
                onChange(checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
          ))}
        </div>
      )}
      {fault === undefined ? null : (
        <Caption1 role="alert" className={styles.fault}>
          {fault}
        </Caption1>
      )}
      <Caption1 className={styles.hint}>{`${hint} ${said}${more}`}</Caption1>
    </fieldset>
  );
}
