import { Button, makeStyles } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';

const useStyles = makeStyles({ place: { display: 'flex', flexWrap: 'wrap' } });

/** What can be done with a row. */
export function RowButtons({ children }: { children: ReactNode }) {
  return <div className={useStyles().place}>{children}</div>;
}

/** `label` says what it does to which row, since many rows have the same button. */
export function RowButton({ label, icon, onClick }: { label: string; icon: ReactElement; onClick(): void }) {
  return <Button appearance="subtle" icon={icon} aria-label={label} title={label} onClick={onClick} />;
}
