/** Screens that are too narrow for a navigation beside the page, as a key of makeStyles. */
export const phone = '@media (max-width: 640px)';

/** A style for what only they show. */
export const onlyOnPhones = { display: 'none', [phone]: { display: 'inline-flex' } } as const;
