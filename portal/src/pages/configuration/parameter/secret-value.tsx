import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { CopyButton } from '../../../components/copy-button.tsx';
import { ShownValue } from '../shown-value.tsx';
import type { ParameterPlace, Value } from './use-parameter.ts';
import { useReveal } from './use-reveal.ts';

const useStyles = makeStyles({
  place: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  text: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', minWidth: 0 },
});

/** A secret: hidden until somebody asks for it. */
export function SecretValue({ value, place }: { value: Value; place: ParameterPlace }) {
  const styles = useStyles();
  const { text, asking, reveal, hide } = useReveal(place, value.active_environment_id);
  const where = `the value in ${value.active_environment_name}`;
  if (typeof text !== 'string') {
    return (
      <div className={styles.place}>
        <ShownValue value={value} />
        <Button
          appearance="subtle"
          size="small"
          icon={<EyeRegular />}
          aria-label={`Reveal ${where}`}
          disabledFocusable={asking}
          onClick={() => void reveal()}
        />
      </div>
    );
  }
  return (
    <div className={styles.place}>
      <span className={styles.text}>{text}</span>
      <Button appearance="subtle" size="small" icon={<EyeOffRegular />} aria-label={`Hide ${where}`} onClick={hide} />
      <CopyButton text={text} what={where} />
    </div>
  );
}
