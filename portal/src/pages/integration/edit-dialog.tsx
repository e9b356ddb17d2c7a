import {
  Body1,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import type { Tagged } from '../../api/tagged.ts';
import type { Integration } from '../../api/use-integration.ts';
import { Facts } from '../../components/facts.tsx';
import { useNotify } from '../../components/notifications.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { fromTags, TagEditor, toTags } from '../../components/tag-editor.tsx';
import { useReadAgain, useUpdateIntegration } from './use-change-integration.ts';

const useStyles = makeStyles({ form: { display: 'grid', gap: tokens.spacingVerticalL } });

const formOf = ({ description = '', writable = false, resource_tags }: Integration) => ({
  description,
  writable,
  tags: fromTags(resource_tags),
});

/** Changes what can be changed. What somebody else has saved in the meantime is shown before it is overwritten. */
export function EditDialog({ integration, onClose }: { integration: Tagged<Integration>; onClose(): void }) {
  const styles = useStyles();
  const notify = useNotify();
  const { id, vault_name } = integration.value;
  const [base, setBase] = useState(integration);
  const [form, setForm] = useState(() => formOf(integration.value));
  /** What somebody else has saved. */
  const [theirs, setTheirs] = useState<Integration>();
  const update = useUpdateIntegration(id);
  const readAgain = useReadAgain(id);

  const save = () => {
    const { description, writable, tags } = form;
    update.mutate(
      { etag: base.etag, value: { description, writable, resource_tags: toTags(tags) } },
      {
        onSuccess() {
          notify.success(`${vault_name} is saved`);
          onClose();
        },
        async onError(error) {
          if (toProblem(error).code !== 'object.changed') return;
          const now = await readAgain().catch(notify.failure);
          if (now === undefined) return;
          setBase(now);
          setTheirs(now.value);
        },
      },
    );
  };
  const takeTheirs = () => {
    setForm(formOf(base.value));
    setTheirs(undefined);
    update.reset();
  };
  return (
    <Dialog modalType="alert" open onOpenChange={(_event, { open }) => open || onClose()}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!update.isPending) save();
          }}
        >
          <DialogBody>
            <DialogTitle>Edit {vault_name}</DialogTitle>
            <DialogContent className={styles.form}>
              {update.error === null ? null : <ProblemMessage error={update.error} />}
              {theirs === undefined ? null : <Theirs integration={theirs} onTake={takeTheirs} />}
              <Field label="Description">
                <Textarea
                  value={form.description}
                  onChange={(_event, { value }) => setForm({ ...form, description: value })}
                />
              </Field>
              <Field hint="Writing needs more permissions, so that the access is tested anew when this changes.">
                <Checkbox
                  label="Parameters may be pushed to the vault"
                  checked={form.writable}
                  onChange={(_event, { checked }) => setForm({ ...form, writable: checked === true })}
                />
              </Field>
              <TagEditor
                legend="Resource tags, put on every secret that is pushed"
                tags={form.tags}
                onChange={(tags) => setForm({ ...form, tags })}
              />
              <Body1>Tenant and vault stay what they are: connect another vault anew.</Body1>
            </DialogContent>
            <DialogActions fluid>
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" appearance="primary" disabledFocusable={update.isPending}>
                {theirs === undefined ? 'Save' : 'Save mine'}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function Theirs({ integration, onTake }: { integration: Integration; onTake(): void }) {
  const { description, writable, resource_tags } = integration;
  const tags = Object.entries(resource_tags ?? {}).map(([name, value]) => `${name}: ${value}`);
  return (
    <section aria-label="What is saved now">
      <Body1>What is saved now:</Body1>
      <Facts
        facts={[
          ['Description', description || 'none'],
          ['Access', writable ? 'read and write' : 'read only'],
          ['Resource tags', tags.join(', ') || 'none'],
        ]}
      />
      <Button onClick={onTake}>Take this instead of mine</Button>
    </section>
  );
}
