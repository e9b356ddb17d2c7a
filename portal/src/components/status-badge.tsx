import { Badge, type BadgeProps, makeStyles } from '@fluentui/react-components';

type Look = Pick<BadgeProps, 'color' | 'appearance'>;

/** How each kind of state looks; the word says the same, for whoever sees no colours. */
const looks = {
  good: { color: 'success', appearance: 'tint' },
  bad: { color: 'danger', appearance: 'tint' },
  attention: { color: 'warning', appearance: 'tint' },
  busy: { color: 'brand', appearance: 'tint' },
  neutral: { color: 'informative', appearance: 'tint' },
} as const satisfies Record<string, Look>;

export type StatusKind = keyof typeof looks;

const useStyles = makeStyles({ badge: { whiteSpace: 'nowrap' } });

/** A state in one word. */
export function StatusBadge({ kind, children }: { kind: StatusKind; children: string }) {
  return (
    <Badge className={useStyles().badge} size="large" shape="rounded" {...looks[kind]}>
      {children}
    </Badge>
  );
}
