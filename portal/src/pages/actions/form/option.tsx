import { Caption1, Checkbox, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  label: { display: 'flex', flexDirection: 'column' },
  hint: { color: tokens.colorNeutralForeground2 },
});

interface OptionProps {
  label: string;
  /** What comes of it. */
  hint: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** Something that is wanted or not. */
export function Option({ label, hint, checked, onChange }: OptionProps) {
  const styles = useStyles();
  return (
    <Checkbox
      checked={checked}
      onChange={(_event, data) => onChange(data.checked === true)}
      label={
        <span className={styles.label}>
          {label}
          <Caption1 className={styles.hint}>{hint}</Caption1>
        </span>
      }
    />
  );
}
