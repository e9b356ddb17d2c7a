import { Button, makeStyles } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';

const useStyles = makeStyles({ place: { display: 'flex' } });

/** What can be done with a row; `name` tells the buttons of rows apart for who does not see them. */
export function RowActions({ name, onEdit, onDelete }: { name: string; onEdit(): void; onDelete(): void }) {
  return (
    <div className={useStyles().place}>
      <Button appearance="subtle" icon={<EditRegular />} aria-label={`Edit ${name}`} onClick={onEdit} />
      <Button appearance="subtle" icon={<DeleteRegular />} aria-label={`Delete ${name}`} onClick={onDelete} />
    </div>
  );
}
