import type { Diagnosis } from '../../../shared/domain/integration/diagnose.ts';
import type { Integration } from '../../../shared/domain/integration/integration.ts';
import { recordTest, untested } from '../../../shared/domain/integration/record-test.ts';

const created = new Date('2026-05-01T12:00:00Z');
const later = (seconds: number) => new Date(created.getTime() + seconds * 1000);

const integration: Integration = {
  id: '3a0b9a53-37e7-4f2a-8b9f-2f0d3f9c6b7a',
  organizationId: 'b7c2f6d6-5a6a-4e53-9f0c-94b4c64a5f4e',
  tenantId: '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11',
  vaultName: 'contoso',
  description: '',
  writable: false,
  resourceTags: {},
  createdAt: created,
  modifiedAt: created,
  ...untested(created),
};

const permissions = untested(created).permissions;
const connected: Diagnosis = { status: 'connected', cause: null, permissions, conclusive: true, detail: 'Fine.' };
const denied: Diagnosis = { ...connected, status: 'errored', cause: 'vault.forbidden-by-rbac', detail: 'No.' };
const interrupted: Diagnosis = { ...connected, cause: 'vault.throttled', conclusive: false, detail: 'Busy.' };

describe('recording a test', () => {
  test('an integration that was never tested is unknown and due at once', () => {
    expect(integration).toMatchObject({ status: 'unknown', lastCheckedAt: null, nextCheckAt: created });
  });

  test('a change of status says since when; the same status keeps its time', () => {
    const first = recordTest(integration, connected, later(10));
    expect(first).toMatchObject({ status: 'connected', statusSince: later(10), lastCheckedAt: later(10) });
    const second = recordTest(first, connected, later(20));
    expect(second).toMatchObject({ status: 'connected', statusSince: later(10), lastCheckedAt: later(20) });
  });

  test('failures are tested again after 30 s, 1, 2, 5 and 10 minutes, then hourly; a success starts over', () => {
    let current = integration;
    const delays: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      current = recordTest(current, denied, later(0));
      delays.push((current.nextCheckAt.getTime() - created.getTime()) / 1000);
    }
    expect(delays).toEqual([30, 60, 120, 300, 600, 3600, 3600]);
    const fine = recordTest(current, connected, later(0));
    expect(fine).toMatchObject({ failures: 0, nextCheckAt: later(3600) });
    expect(recordTest(fine, denied, later(0)).nextCheckAt).toEqual(later(30));
  });

  test('an interrupted test counts as a failure but does not renew what is known', () => {
    const known = recordTest(integration, connected, later(10));
    const found = recordTest(known, interrupted, later(20));
    expect(found).toMatchObject({ status: 'connected', cause: 'vault.throttled', failures: 1 });
    expect(found.conclusiveAt).toEqual(later(10));
    expect(found.lastCheckedAt).toEqual(later(20));
  });

  test('what people edit stays', () => {
    const { description, writable, resourceTags, modifiedAt } = recordTest(integration, denied, later(1));
    expect({ description, writable, resourceTags, modifiedAt }).toEqual({
      description: '',
      writable: false,
      resourceTags: {},
      modifiedAt: created,
    });
  });
});
