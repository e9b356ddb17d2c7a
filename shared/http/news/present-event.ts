import type { NewsEvent, ObjectChanged, Ping, TaskEnded } from '../../domain/news/event.ts';
import type { Told } from '../../use-cases/news/attempt-delivery.ts';
import type { Links } from '../links.ts';

/** What a generic receiver reads; docs/webhooks.md says what is in it. */
export function presentEvent({ event, names }: Told, links: Links) {
  const { id, type, at: timestamp, organizationId: organization } = event;
  return { id, type, timestamp, organization, data: dataOf(event, names, links) };
}

function dataOf(event: NewsEvent | Ping, names: Told['names'], links: Links) {
  if (event.type === 'ping') return presentPing(event, links);
  if (!('integrationId' in event)) return presentChange(event, links);
  const { integrationId } = event;
  const url = links.to('integration', integrationId);
  const integration = { id: integrationId, url, vault_name: names.vault };
  if (event.type === 'integration_status_changed') {
    const { from, to, cause, detail } = event;
    return { integration, from, to, cause, detail };
  }
  if (event.type === 'secrets_expiring') {
    const secrets = event.secrets.map(({ name, expiresAt }) => ({ name, expires_at: expiresAt }));
    return { integration, secrets, expiring_url: `${url}expiring/` };
  }
  return { integration, ...presentTask(event, names, links) };
}

function presentTask(event: TaskEnded, names: Told['names'], links: Links) {
  const { actionKind: kind, actionId, taskId, dryRun, reason, counts, error } = event;
  return {
    action: { kind, id: actionId, url: actionUrl(event, links), name: names.action },
    task: { id: taskId, url: taskUrl(event, links), dry_run: dryRun, reason, counts },
    error_code: error?.code ?? null,
    error_detail: error?.detail ?? null,
  };
}

function actionUrl({ actionKind, integrationId, actionId }: TaskEnded, links: Links): string {
  return links.to(actionKind === 'pull' ? 'pull' : 'push', integrationId, actionId);
}

/** The address of a run. */
export function taskUrl({ actionKind, integrationId, actionId, taskId }: TaskEnded, links: Links): string {
  return links.to(actionKind === 'pull' ? 'pullTask' : 'pushTask', integrationId, actionId, taskId);
}

function presentPing({ webhook: { id, name }, user }: Ping, links: Links) {
  return { webhook: { id, url: links.to('webhook', id), name }, user: presentUser(user) };
}

function presentUser({ kind, id, name }: Ping['user']) {
  return { kind, id, name };
}

function presentChange({ object, user }: ObjectChanged, links: Links) {
  const { id, name, projectId, parameterId, environmentId } = object;
  return {
    object: {
      id,
      name,
      project: projectId === undefined ? null : links.to('project', projectId),
      parameter:
        projectId === undefined || parameterId === undefined ? null : links.to('parameter', projectId, parameterId),
      environment: environmentId === undefined ? null : links.to('environment', environmentId),
    },
    user: presentUser(user),
  };
}
