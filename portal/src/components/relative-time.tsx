import { useSyncExternalStore } from 'react';
import { ago } from './ago.ts';

/** How often "5 minutes ago" is made anew, in milliseconds. */
const turn = 30_000;

const subscribe = (onChange: () => void) => {
  const timer = setInterval(onChange, turn);
  return () => clearInterval(timer);
};
const turnOf = () => Math.floor(Date.now() / turn);

/** A moment (ISO 8601) as seen from now; the moment itself is its title. */
export function RelativeTime({ at }: { at: string }) {
  useSyncExternalStore(subscribe, turnOf);
  const moment = new Date(at);
  return (
    <time dateTime={at} title={moment.toLocaleString()}>
      {ago(moment.getTime(), Date.now())}
    </time>
  );
}
