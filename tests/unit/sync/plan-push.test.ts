import fc from 'fast-check';
import type { DesiredSecret } from '../../../shared/domain/sync/desired-secret.ts';
import type { Observation } from '../../../shared/domain/sync/observation.ts';
import { writeOwnTags } from '../../../shared/domain/sync/ownership-tags.ts';
import { needsConfirmation, type PushPlanInput, planPush } from '../../../shared/domain/sync/plan-push.ts';
import type { SecretProperties } from '../../../shared/ports/vaults.ts';
import { desired, organizationId, ownTags, pushId, secret } from './support.ts';

const now = 2_000_000;

function tagsOf(item: DesiredSecret, own: Parameters<typeof ownTags>[0] = {}) {
  const { environment, project, parameter } = item;
  const names = { environment: environment.name, project: project.name, parameter: parameter.name };
  return writeOwnTags(ownTags({ ...names, ...own }), {});
}

function observed(item: DesiredSecret, updated = 1000): Observation {
  return { secretName: item.secretName, updated, seenAt: updated, digest: item.digest, version: 'v', pushId };
}

function plan(input: Partial<PushPlanInput> & { seen?: Observation[] }) {
  const observations = new Map((input.seen ?? []).map((each) => [each.secretName.toLowerCase(), each]));
  const base = { organizationId, pushId, desired: [], listing: [], observations, force: false, now };
  return planPush({ ...base, ...input });
}

const item = desired('A-B');

describe('a plan of a push', () => {
  test('creates what is not there', () => {
    expect(plan({ desired: [item] }).steps).toMatchObject([
      { operation: 'create', state: 'planned', secretName: 'A-B', parameterName: 'A_B', digest: item.digest },
    ]);
  });

  test('writes again what its tags say wrongly or not at all, though the value is the same', () => {
    const [open, text] = [{ secret: false }, { type: 'string' as const }];
    const pairs: [object, Parameters<typeof ownTags>[0]][] = [
      [open, {}],
      [{}, open],
      [{ type: 'integer' }, text],
      [text, { type: 'integer' }],
    ];
    for (const [is, says] of pairs) {
      const wanted = { ...item, parameter: { ...item.parameter, ...is } };
      const listing = [secret('A-B', { tags: tagsOf(item, says) })];
      expect(plan({ desired: [wanted], listing, seen: [observed(item)] }).steps).toMatchObject([
        { operation: 'update', parameterSecret: wanted.parameter.secret, parameterType: wanted.parameter.type },
      ]);
    }
    // A type of the customer's own says nothing elsewhere.
    const custom = { ...item, parameter: { ...item.parameter, type: 'c0ffee00-0000-4000-8000-000000000001' } };
    expect(
      plan({ desired: [custom], listing: [secret('A-B', { tags: tagsOf(item) })], seen: [observed(item)] }).steps,
    ).toEqual([]);
  });

  test('keeps what the secret says beside its tags, but for an expiry that has passed', () => {
    const attributes = { contentType: 'text/plain', notBefore: 5, expires: now + 1 };
    const step = (properties: Partial<SecretProperties>, force = true) =>
      plan({ desired: [item], listing: [secret('A-B', properties)], force }).steps[0];
    expect(step(attributes)?.keeps).toEqual(attributes);
    expect(step({ tags: tagsOf(item), ...attributes }, false)?.keeps).toEqual(attributes);
    expect(step({ contentType: 'x', expires: now })?.keeps).toEqual({ contentType: 'x' });
    expect(step({})).not.toHaveProperty('keeps.contentType');
  });

  test('leaves alone what it wrote and nobody changed', () => {
    const found = plan({ desired: [item], listing: [secret('a-b', { tags: tagsOf(item) })], seen: [observed(item)] });
    expect(found).toEqual({ steps: [], unchanged: 1, owned: 1 });
  });

  test('replaces a value that changed on our side, without a look', () => {
    const listing = [secret('A-B', { tags: tagsOf(item) })];
    const found = plan({ desired: [desired('A-B', 'new')], listing, seen: [observed(item)] });
    expect(found.steps).toMatchObject([{ operation: 'update', state: 'planned' }]);
    expect(found.steps[0]?.lookFirst).toBeUndefined();
  });

  test('looks first where only the vault changed, or nothing is known', () => {
    const listing = [secret('A-B', { tags: tagsOf(item), updated: 1001 })];
    expect(plan({ desired: [item], listing, seen: [observed(item)] }).steps).toMatchObject([
      { operation: 'update', lookFirst: true },
    ]);
    expect(plan({ desired: [item], listing }).steps).toMatchObject([{ operation: 'update', lookFirst: true }]);
  });

  test('writes again when the true name in the tags is another', () => {
    const renamed = { ...item, parameter: { ...item.parameter, name: 'A.B' } };
    const listing = [secret('A-B', { tags: tagsOf(item) })];
    expect(plan({ desired: [renamed], listing, seen: [observed(item)] }).steps).toMatchObject([
      { operation: 'update', state: 'planned', parameterName: 'A.B' },
    ]);
  });

  test.each([
    ['foreign', {}],
    ["another organization's", tagsOf(item, { organizationId: 'other' })],
    ["another push's", tagsOf(item, { pushId: 'other' })],
  ])('fails for a secret that is %s, unless it is forced', (_, tags) => {
    const listing = [secret('A-B', { tags })];
    const seen = [observed(item)];
    expect(plan({ desired: [item], listing, seen }).steps).toMatchObject([
      { operation: null, state: 'failed', error: { code: 'push.not-owned' } },
    ]);
    expect(plan({ desired: [item], listing, seen, force: true }).steps).toMatchObject([
      { operation: 'update', state: 'planned' },
    ]);
  });

  test('never touches the secret of a certificate', () => {
    const listing = [secret('A-B', { tags: tagsOf(item), managed: true })];
    expect(plan({ desired: [item], listing, force: true }).steps).toMatchObject([
      { operation: null, state: 'failed', error: { code: 'push.managed-secret' } },
    ]);
    expect(plan({ listing }).steps).toEqual([]);
  });

  test('leaves a disabled or expired secret of its own as it is, and says so', () => {
    for (const properties of [{ enabled: false }, { expires: now }]) {
      const listing = [secret('A-B', { tags: tagsOf(item), ...properties })];
      const [step] = plan({ desired: [desired('A-B', 'new')], listing, seen: [observed(item)] }).steps;
      expect(step).toMatchObject({
        operation: null,
        state: 'succeeded',
        detail: expect.stringContaining('left as it is'),
      });
    }
  });

  test('deletes only what it wrote itself', () => {
    const listing = [
      secret('mine', { tags: tagsOf(item) }),
      secret('of-another-push', { tags: tagsOf(item, { pushId: 'other' }) }),
      secret('of-another-organization', { tags: tagsOf(item, { organizationId: 'other' }) }),
      secret('foreign'),
    ];
    expect(plan({ listing, force: true }).steps).toMatchObject([
      { operation: 'delete', secretName: 'mine', state: 'planned' },
    ]);
  });

  test('asks when it would delete more than five and more than a fifth', () => {
    expect(needsConfirmation(5, 5)).toBe(false);
    expect(needsConfirmation(6, 30)).toBe(false);
    expect(needsConfirmation(6, 29)).toBe(true);
  });
});

test('once a plan is carried out, planning finds nothing', () => {
  const name = fc.stringMatching(/^[a-c]{1,2}$/);
  const wish = fc.record({ name, digest: fc.constantFrom('one', 'two') });
  const there = fc.record({
    name,
    kind: fc.constantFrom('mine', 'foreign'),
    digest: fc.constantFrom('one', 'two'),
    known: fc.boolean(),
    drifted: fc.boolean(),
  });
  const uniqueBy = { selector: ({ name: text }: { name: string }) => text, maxLength: 6 };
  fc.assert(
    fc.property(fc.uniqueArray(wish, uniqueBy), fc.uniqueArray(there, uniqueBy), (wishes, vault) => {
      const wanted = wishes.map((each) => desired(each.name, each.digest));
      const values = new Map(vault.map((each) => [each.name, each.digest]));
      const listing = new Map(
        vault.map((each): [string, SecretProperties] => {
          const tags = each.kind === 'mine' ? tagsOf(desired(each.name)) : {};
          return [each.name, secret(each.name, { tags, updated: each.drifted ? 1001 : 1000 })];
        }),
      );
      const seen = new Map(
        vault.filter((each) => each.known).map((each) => [each.name, observed(desired(each.name, each.digest))]),
      );
      const make = () =>
        plan({ desired: wanted, listing: [...listing.values()], seen: [...seen.values()], force: true });
      for (const step of make().steps) {
        const text = step.secretName ?? '';
        if (step.operation === 'delete') {
          listing.delete(text);
          seen.delete(text);
          continue;
        }
        const wished = desired(text, step.digest);
        const held = step.lookFirst === true && values.get(text) === step.digest;
        const updated = held ? (listing.get(text)?.updated ?? 0) : 3000;
        listing.set(text, secret(text, { tags: tagsOf(wished), updated }));
        seen.set(text, observed(wished, updated));
      }
      expect(make().steps).toEqual([]);
      expect(make().unchanged).toBe(wanted.length);
    }),
  );
});
