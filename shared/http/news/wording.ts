import type { Wording } from '../../use-cases/news/deliver-news.ts';
import { Links } from '../links.ts';
import { presentEvent } from './present-event.ts';
import { slackText } from './slack-text.ts';

/** What each kind of receiver reads of an event. `publicUrl`: origin of the service as clients see it. */
export function wordingFor(publicUrl: string): Wording {
  const links = new Links(publicUrl);
  return (type, told) =>
    JSON.stringify(type === 'slack' ? { text: slackText(told, links) } : presentEvent(told, links));
}
