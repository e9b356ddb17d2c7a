import { createSyncWorld } from './world.ts';

describe('an import into a parameter with rules', () => {
  test('leaves the value that breaks one, says so without telling it, and brings it when it fits', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-PIN', value: '1234' });
    await world.later();
    const pull = await world.addPull();
    await world.work();
    const { results } = await world.must(200, world.app.request('GET', '/api/v1/projects/'));
    const parameters = await world.must(200, world.app.request('GET', `${results[0].url}parameters/`));
    const [{ url }] = parameters.results;
    const body = { type: 'regex', constraint: '[0-9]{4}' };
    await world.must(201, world.app.request('POST', `${url}rules/`, { body }));

    world.vault.secrets.put({ name: 'production-web-PIN', value: 'canary' });
    await world.later();
    const refused = await world.sync('pulls', pull.id);
    expect(refused.steps).toMatchObject([{ success: false, error_code: 'value.rule' }]);
    expect(JSON.stringify(refused)).not.toContain('canary');
    expect(await world.store()).toEqual({ 'production/web/PIN': '1234' });
    // It is not taken for known because it was read once.
    expect((await world.sync('pulls', pull.id)).steps).toMatchObject([{ error_code: 'value.rule' }]);

    world.vault.secrets.put({ name: 'production-web-PIN', value: '4321' });
    await world.later();
    expect((await world.sync('pulls', pull.id)).steps).toMatchObject([{ success: true, operation: 'update' }]);
    expect(await world.store()).toEqual({ 'production/web/PIN': '4321' });
  });
});
