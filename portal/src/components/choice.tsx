import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
  },
});

interface ChoiceProps<Value extends string> {
  /** What is chosen, for who does not see it. */
  label: string;
  options: readonly (readonly [value: Value, words: string])[];
  chosen: Value;
  onChoose(value: Value): void;
}

/** One of a few, e.g. which part of a list is shown. */
export function Choice<Value extends string>({ label, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset aria-label={label} className={useStyles().group}>
      {options.map(([value, words]) => (
        <ToggleButton key={value} size="small" checked={value === chosen} onClick={() => onChoose(value)}>
          {words}
        </ToggleButton>
      ))}
    </fieldset>
  );
}
