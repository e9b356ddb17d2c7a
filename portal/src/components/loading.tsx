import { makeStyles, Spinner } from '@fluentui/react-components';

const useStyles = makeStyles({ place: { display: 'grid', placeItems: 'center', minHeight: '12rem' } });

/** Says what is awaited, to the ear too. */
export function Loading({ what }: { what: string }) {
  return (
    <div className={useStyles().place} role="status">
      <Spinner label={`${what} …`} labelPosition="below" />
    </div>
  );
}
