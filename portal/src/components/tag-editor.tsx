import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { phone } from './screens.ts';

export interface Tag {
  name: string;
  value: string;
}

const useStyles = makeStyles({
  tags: { border: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS, minWidth: 0 },
  tag: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto',
    alignItems: 'end',
    gap: tokens.spacingHorizontalS,
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr) auto', '& > :first-child': { gridColumn: '1 / -1' } },
  },
  add: { justifySelf: 'start' },
});

interface TagEditorProps {
  legend: string;
  tags: readonly Tag[];
  onChange(tags: Tag[]): void;
}

/** Names with values, in the order in which they were added. */
export function TagEditor({ legend, tags, onChange }: TagEditorProps) {
  const styles = useStyles();
  const change = (at: number, part: Partial<Tag>) =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  return (
    <fieldset className={styles.tags}>
      <legend>{legend}</legend>
      {tags.map((tag, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; names change while they are typed
        <div key={index} className={styles.tag}>
          <Field label={`Name of tag ${index + 1}`}>
            <Input value={tag.name} onChange={(_event, { value }) => change(index, { name: value })} />
          </Field>
          <Field label={`Value of tag ${index + 1}`}>
            <Input value={tag.value} onChange={(_event, { value }) => change(index, { value })} />
          </Field>
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={`Remove tag ${index + 1}`}
            onClick={() => onChange(tags.filter((_tag, at) => at !== index))}
          />
        </div>
      ))}
      <Button className={styles.add} icon={<AddRegular />} onClick={() => onChange([...tags, { name: '', value: '' }])}>
        Add a tag
      </Button>
    </fieldset>
  );
}

/** Rows that were left empty do not count. */
export const toTags = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.filter(({ name, value }) => name !== '' || value !== '').map((tag) => [tag.name, tag.value]));

export const fromTags = (tags: Record<string, unknown> = {}): Tag[] =>
  Object.entries(tags).map(([name, value]) => ({ name, value: String(value) }));
