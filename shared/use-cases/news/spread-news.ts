import type { NewsEvent } from '../../domain/news/event.ts';
import type { EventNames, NewsMessage } from '../../ports/news.ts';
import { getIntegration } from '../../store/integrations.ts';
import { getPull } from '../../store/pulls.ts';
import { getPush } from '../../store/pushes.ts';
import { listWebhooks } from '../../store/webhooks.ts';
import type { Deps } from '../deps.ts';

/** Asks for an event's delivery to each webhook that wants it. Cut off and repeated, some are asked for twice. */
export async function spreadNews(deps: Pick<Deps, 'rows' | 'news'>, { event }: NewsMessage): Promise<void> {
  const webhooks = await listWebhooks(deps.rows, event.organizationId);
  const wanting = webhooks.filter(({ enabled, eventTypes }) => enabled && eventTypes.includes(event.type));
  if (wanting.length === 0) return;
  const names = await namesOf(deps, event);
  for (const { id: webhookId } of wanting) await deps.news.deliver({ v: 1, webhookId, attempt: 1, names, event });
}

async function namesOf({ rows }: Pick<Deps, 'rows'>, event: NewsEvent): Promise<EventNames> {
  if (!('integrationId' in event)) return { vault: null, action: null };
  const integration = await getIntegration(rows, event.organizationId, event.integrationId);
  return { vault: integration?.vaultName ?? null, action: (await actionName({ rows }, event)) ?? null };
}

async function actionName({ rows }: Pick<Deps, 'rows'>, event: NewsEvent): Promise<string | undefined> {
  if (!('actionId' in event)) return undefined;
  const get = event.actionKind === 'pull' ? getPull : getPush;
  return (await get(rows, event.organizationId, event.integrationId, event.actionId))?.name;
}
