import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from '../copy-button.tsx';

export interface Instructions {
  steps: readonly string[];
  /** Where the steps begin. */
  portal_url: string;
  commands: readonly { title: string; command: string }[];
}

const useStyles = makeStyles({
  steps: { margin: 0, paddingLeft: tokens.spacingHorizontalXXL, display: 'grid', gap: tokens.spacingVerticalXS },
  commands: { margin: 0, display: 'grid', gap: tokens.spacingVerticalXS },
  command: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'start',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
});

/** What a person does at Azure: by hand, with the place where it begins, or by the ready commands. */
export function InstructionsView({ steps, portal_url, commands }: Instructions) {
  const styles = useStyles();
  return (
    <>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div>
        <Link href={portal_url} target="_blank" rel="noreferrer" inline>
          Open the Azure portal
        </Link>{' '}
        (in a new tab)
      </div>
      {commands.length === 0 ? null : (
        <dl className={styles.commands} aria-label="Commands of the Azure CLI">
          {commands.map(({ title, command }) => (
            <div key={command}>
              <dt>{title}</dt>
              <dd className={styles.command}>
                <code className={styles.code}>{command}</code>
                <CopyButton text={command} what={`the command: ${title}`} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
