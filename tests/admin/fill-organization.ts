import { putPerson } from '../../shared/store/people.ts';
import type { SyncWorld } from '../sync/world.ts';

/** Has the organization use everything, so that each table holds something of it. Nothing is left to be done. */
export async function fillOrganization(world: SyncWorld, project = 'shop'): Promise<void> {
  const { app, vault, must, organizationId } = world;
  const soon = Math.round(Date.now() / 1000) + 86_400;
  vault.secrets.put({ name: 'production-web-token', value: 'canary-imported', expires: soon });
  vault.secrets.put({ name: 'staging-web-token', value: 'canary-staging' });
  await world.addPull();
  await world.work();
  await world.addProject(project, 'web');
  await world.setValue(project, 'production', 'limit', 'canary-open', false);
  await world.setValue(project, 'production', 'password', 'canary-before');
  await world.setValue(project, 'production', 'password', 'canary-after');
  await world.setValue(project, 'staging', 'nothing', null);
  await world.addTag('production', 'release');
  await world.addPush([project]);
  await world.work();
  const hook = {
    name: 'alerts',
    type: 'generic',
    event_types: ['task_failed'],
    configuration: { url: 'https://hooks.example/news?token=canary-hook' },
  };
  await must(201, app.request('POST', '/api/v1/webhooks/', { body: hook }));
  const headers = { 'idempotency-key': 'once' };
  await must(201, app.request('POST', '/api/v1/projects/', { body: { name: 'kept' }, headers }));
  await must(201, app.request('POST', '/api/v1/integrations/azure/key_vault/consents/', { body: {} }));
  const now = new Date();
  const person = { id: 'ada', name: 'Ada', role: 'ADMIN', createdAt: now, modifiedAt: now } as const;
  await putPerson(app.rows, { organizationId, ...person });
}
