import type { Wording } from '../../use-cases/news/attempt-delivery.ts';
import type { Links } from '../links.ts';
import { presentEvent } from './present-event.ts';
import { slackText } from './slack-text.ts';

/** What each kind of receiver reads of an event. */
export function wordingFor(links: Links): Wording {
  return (type, told) =>
    JSON.stringify(type === 'slack' ? { text: slackText(told, links) } : presentEvent(told, links));
}
