import type { ObjectChanged, SecretsExpiring, TaskEnded } from '../../domain/news/event.ts';
import type { Told } from '../../use-cases/news/attempt-delivery.ts';
import type { Links } from '../links.ts';
import { taskUrl } from './present-event.ts';

/** How many secrets a message names. */
const mostNames = 20;

/** What Slack shows: https://docs.slack.dev/messaging/formatting-message-text */
export function slackText({ event, names }: Told, links: Links): string {
  if (event.type === 'ping') {
    return `A test of the webhook “${escaped(event.webhook.name)}”, asked for by ${escaped(event.user.name)}.`;
  }
  if (!('integrationId' in event)) return change(event);
  const vault = link(links.to('integration', event.integrationId), names.vault ?? 'a vault that is gone');
  if (event.type === 'integration_status_changed') {
    return `${vault} was ${event.from} and is ${event.to} now. ${escaped(event.detail)}`;
  }
  if (event.type === 'secrets_expiring') return `${vault}: ${expiring(event)}`;
  return `${vault}: ${task(event, names, links)}`;
}

function task(event: TaskEnded, names: Told['names'], links: Links): string {
  const { create, update, delete: deleted, unchanged, skipped, failed } = event.counts;
  const kind = `${event.dryRun ? 'dry run of the ' : ''}${event.actionKind === 'pull' ? 'import' : 'push'}`;
  const name = link(taskUrl(event, links), `${kind}${names.action === null ? '' : ` “${names.action}”`}`);
  const counts = `${create} created, ${update} updated, ${deleted} deleted, ${unchanged} unchanged, ${skipped} skipped, ${failed} failed`;
  if (event.error === null) return `the ${name} has finished: ${counts}.`;
  return `the ${name} has failed (${escaped(event.error.code)}): ${counts}. ${escaped(event.error.detail)}`;
}

function expiring({ secrets }: SecretsExpiring): string {
  const shown = secrets.slice(0, mostNames).map(({ name, expiresAt }) => `${escaped(name)} at ${expiresAt}`);
  const more = secrets.length - shown.length;
  return `secrets expire: ${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

function change({ type, object, user }: ObjectChanged): string {
  const [kind, happened] = type.split('_');
  return `The ${kind} ${escaped(object.name)} was ${happened} by ${escaped(user.name)}.`;
}

function link(url: string, text: string): string {
  return `<${url}|${escaped(text)}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
