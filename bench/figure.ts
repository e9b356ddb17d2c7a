/** One measured thing. */
export interface Figure {
  case: string;
  value: number;
  unit:
    | 'ms'
    | 's'
    | 'requests'
    | 'messages'
    | 'versions'
    | 'KiB'
    | 'MiB'
    | 'files'
    | 'times'
    | 'tasks'
    | 'frames'
    | 'rows';
  /** What it is compared with, in the same unit, measured in the same run; absent where nothing is. */
  bound?: number;
  /** The most that `value / bound` may be; absent where nothing is promised. */
  target?: number;
}

/** How far `value` is from `bound`; nothing without one. */
export function ratioOf({ value, bound }: Figure): number | undefined {
  return bound === undefined || bound === 0 ? undefined : value / bound;
}

/** Where the bound is 0, so must the value be. */
export function isReached({ value, bound, target }: Figure): boolean | undefined {
  return bound === undefined || target === undefined ? undefined : value <= bound * target;
}

/** The middle one of some numbers; the mean of the two in the middle where they are even in number. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}
