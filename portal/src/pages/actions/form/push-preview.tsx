import { Body1, MessageBar, MessageBarBody, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { type Column, DataTable } from '../../../components/data-table.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { patternFault } from './pattern-fault.ts';
import type { Preview, PreviewedSecret } from './use-push-preview.ts';

const useStyles = makeStyles({
  preview: { display: 'flex', flexDirection: 'column', flexGrow: 1, gap: tokens.spacingVerticalS },
});

const columns: readonly Column<PreviewedSecret>[] = [
  { header: 'Secret', width: 'minmax(10rem, 2fr)', cell: ({ venue_name: name }) => name },
  { header: 'Environment', width: 'minmax(7rem, 1fr)', cell: ({ environment_name: name }) => name },
  { header: 'Project', width: 'minmax(7rem, 1fr)', cell: ({ project_name: name }) => name },
  { header: 'Parameter', width: 'minmax(7rem, 1fr)', cell: ({ parameter_name: name }) => name },
  { header: 'Tag', width: 'minmax(5rem, 1fr)', cell: ({ tag_name: name }) => name },
  { header: 'Problem', width: 'minmax(10rem, 2fr)', cell: ({ problem }) => problem?.detail },
];

interface PushPreviewProps {
  preview: Preview;
  /** Why nothing can be previewed is said elsewhere already. */
  quiet: boolean;
}

/** Which secrets a push would be about, those first that could not be pushed. Names only: neither values nor the vault are read. */
export function PushPreview({ preview: { data, error }, quiet }: PushPreviewProps) {
  const styles = useStyles();
  return (
    <section className={styles.preview} aria-label="What the push would be about">
      {error === null || quiet || patternFault(error) !== undefined ? null : <ProblemMessage error={error} />}
      {data?.problems.map(({ code, detail }) => (
        <MessageBar key={code} intent="error" layout="multiline">
          <MessageBarBody>
            {detail} ({code})
          </MessageBarBody>
        </MessageBar>
      ))}
      {data === undefined || data.secrets.length === 0 ? null : (
        <>
          <Subtitle2 as="h2">Secrets that it would be about</Subtitle2>
          {data.secrets.length < data.count ? <Body1>The first {data.secrets.length} are shown.</Body1> : null}
          <DataTable
            label="Secrets of the push"
            columns={columns}
            rows={data.secrets}
            rowKey={(secret) =>
              [
                secret.venue_name,
                secret.environment_name,
                secret.project_name,
                secret.parameter_name,
                secret.tag_name,
              ].join()
            }
            total={data.secrets.length}
          />
        </>
      )}
    </section>
  );
}
