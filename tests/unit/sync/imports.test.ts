import fc from 'fast-check';
import { selectDesired } from '../../../shared/domain/sync/desired-secret.ts';
import type { Observation } from '../../../shared/domain/sync/observation.ts';
import { writeOwnTags } from '../../../shared/domain/sync/ownership-tags.ts';
import { parsePullPattern, parsePushPattern } from '../../../shared/domain/sync/parse-pattern.ts';
import { type ImportedProject, planImport } from '../../../shared/domain/sync/plan-import.ts';
import { preflight } from '../../../shared/domain/sync/preflight.ts';
import { type ImportScope, selectImports } from '../../../shared/domain/sync/select-imports.ts';
import type { SecretProperties } from '../../../shared/ports/vaults.ts';
import { desired, organizationId, ownTags, secret } from './support.ts';

const root = { id: 'environment-0', name: 'default', parentId: null };
const production = { id: 'environment-1', name: 'production', parentId: root.id };
const web = { id: 'project-1', name: 'web' };
const usual = '{{ environment }}-{{ project }}-{{ parameter }}';

function scope(change: Partial<ImportScope> & { resource?: string } = {}): ImportScope {
  const { resource = usual, ...rest } = change;
  const pattern = parsePullPattern(resource);
  return { organizationId, pattern, environments: [root, production], projects: [web], now: 2_000_000, ...rest };
}

interface World {
  listing: SecretProperties[];
  project?: ImportedProject;
  observations?: Observation[];
  create?: boolean;
}

function plan(
  { listing, project = new Map(), observations = [], create = true }: World,
  change?: Parameters<typeof scope>[0],
) {
  return planImport({
    selection: selectImports(listing, scope(change)),
    projects: new Map([[web.id, project]]),
    observations: new Map(observations.map((each) => [each.secretName.toLowerCase(), each])),
    createEnvironments: create,
    createProjects: create,
  });
}

function holding(digest: string | null, secretParameter = true): ImportedProject {
  const values = new Map([[production.id, { etag: 'etag-1', digest }]]);
  return new Map([['KEY', { id: 'parameter-1', secret: secretParameter, values }]]);
}

const listed = secret('production-web-KEY', { updated: 1000 });
const observation = { secretName: 'PRODUCTION-web-KEY', updated: 1000, seenAt: 1002, digest: 'one', version: 'v' };

describe('a plan of an import', () => {
  test('creates parameters, and before them what they are in', () => {
    const { steps } = plan({ listing: [secret('qa-shop-KEY'), secret('QA-shop-OTHER'), listed] });
    expect(steps).toMatchObject([
      { subject: 'environment', operation: 'create', environmentName: 'qa' },
      { subject: 'project', operation: 'create', projectName: 'shop' },
      { subject: 'value', operation: 'create', environmentName: 'qa', projectName: 'shop', parameterName: 'KEY' },
      { subject: 'value', operation: 'create', environmentName: 'qa', projectName: 'shop', parameterName: 'OTHER' },
      {
        subject: 'value',
        operation: 'create',
        environmentId: production.id,
        projectId: web.id,
        secretName: listed.name,
      },
    ]);
  });

  test('says what it may not create, and creates nothing', () => {
    const { steps } = plan({ listing: [secret('qa-shop-KEY')], create: false });
    expect(steps).toMatchObject([{ operation: null, state: 'succeeded', secretName: 'qa-shop-KEY' }]);
    expect(steps[0]?.detail).toContain('environment “qa” and the project “shop”');
  });

  test('reads nothing that is unchanged on both sides', () => {
    expect(plan({ listing: [listed], project: holding('one'), observations: [observation] })).toEqual({
      steps: [],
      unchanged: 1,
    });
  });

  test.each([
    ['changed in the vault', { updated: 1001 }, 'one', observation, 'update'],
    ['changed in the store', {}, 'two', observation, 'update'],
    ['an explicit null in the store', {}, null, observation, 'update'],
    ['looked at too soon after its last change', {}, 'one', { ...observation, seenAt: 1001 }, 'read'],
    ['never seen', {}, 'one', { ...observation, secretName: 'other' }, 'update'],
  ])('reads what is %s', (_, properties, digest, seen, operation) => {
    const world = { listing: [{ ...listed, ...properties }], project: holding(digest), observations: [seen] };
    expect(plan(world)).toMatchObject({ steps: [{ operation, state: 'planned', valueEtag: 'etag-1' }], unchanged: 0 });
  });

  test('never makes a parameter that is no secret carry one', () => {
    expect(plan({ listing: [listed], project: holding('one', false) }).steps).toMatchObject([
      { operation: null, state: 'failed', error: { code: 'parameter.not-secret' } },
    ]);
  });

  test.each([
    ['certificate', { managed: true }],
    ['disabled', { enabled: false }],
    ['expired', { expires: 2_000_000 }],
  ])('skips secrets: %s', (word, properties) => {
    const [step] = plan({ listing: [{ ...listed, ...properties }] }).steps;
    expect(step).toMatchObject({ operation: null, state: 'succeeded', secretName: listed.name });
    expect(step?.detail).toContain(word);
  });

  test('leaves what was seen to be empty, but for our own where nothing is', () => {
    const ours = { ...listed, tags: writeOwnTags(ownTags(), {}) };
    const seen = { ...observation, empty: true };
    const operations = (each: SecretProperties, project?: ImportedProject, observed = seen) =>
      plan({ listing: [each], project, observations: [observed] }).steps.map(({ operation }) => operation);
    expect(operations(listed)).toEqual([]);
    expect(operations(listed, holding('two'))).toEqual([]);
    expect(operations(ours, holding('two'))).toEqual([]);
    expect(operations(ours)).toEqual(['create']);
    expect(operations({ ...listed, updated: 1003 })).toEqual(['create']);
    expect(operations(listed, holding('two'), { ...seen, seenAt: 1001 })).toEqual(['update']);
    expect(operations(listed, holding('one', false))).toEqual([null]);
  });

  test('makes no step for what the pattern is not about', () => {
    expect(plan({ listing: [secret('other')] })).toEqual({ steps: [], unchanged: 0 });
  });

  test('imports only the first of two secrets for one value', () => {
    const tags = writeOwnTags(ownTags(), {});
    const { steps } = plan({ listing: [listed, secret('x-y-z', { tags })] });
    expect(steps).toMatchObject([
      { operation: 'create', secretName: listed.name },
      {
        operation: null,
        state: 'failed',
        error: { code: 'import.duplicate-target', detail: expect.stringContaining(listed.name) },
      },
    ]);
  });

  test('does not guess between names that a vault spells alike', () => {
    const projects = [
      { id: 'p1', name: 'web_app' },
      { id: 'p2', name: 'web.app' },
    ];
    const selection = selectImports([secret('production-web-app-KEY')], scope({ projects }));
    expect(selection.candidates).toEqual([]);
    expect(selection.skipped).toMatchObject([{ code: 'import.ambiguous-name' }]);
  });

  test('without the variables means the root and the only project', () => {
    const [candidate] = selectImports([secret('KEY')], scope({ resource: '{{ parameter }}' })).candidates;
    expect(candidate).toMatchObject({ environment: root, project: web, parameterName: 'KEY' });
  });

  test("takes another organization's word for names, and puts its secrets behind all others", () => {
    const theirs = writeOwnTags(ownTags({ organizationId: 'other', pushId: 'p', environment: 'e' }), {});
    const rival = writeOwnTags(ownTags({ organizationId: 'other', pushId: 'p' }), {});
    const listing = [secret('a-b-c', { tags: theirs }), secret('x-y-z', { tags: rival }), listed];
    expect(selectImports(listing, scope()).candidates).toMatchObject([
      { environment: production, project: web, parameterName: 'KEY', secret: { name: listed.name } },
      { environment: { name: 'e' }, project: web, parameterName: 'KEY' },
      { environment: production, project: web, parameterName: 'KEY', secret: { name: 'x-y-z' } },
    ]);
    expect(plan({ listing }).steps).toMatchObject([
      { subject: 'environment', environmentName: 'e' },
      { operation: 'create', secretName: 'a-b-c' },
      { operation: 'create', secretName: listed.name },
      { operation: null, error: { code: 'import.duplicate-target' }, secretName: 'x-y-z' },
    ]);
  });

  test('makes a parameter what it was, and a secret of one that was one anywhere', () => {
    const of = (name: string, tags: Parameters<typeof ownTags>[0]) =>
      secret(name, { tags: writeOwnTags(ownTags(tags), {}) });
    const listing = [
      of('a-b-open', { parameter: 'OPEN', secret: false, type: 'integer' }),
      of('a-b-mixed', { parameter: 'MIXED', secret: false, type: 'boolean' }),
      of('c-b-mixed', { parameter: 'MIXED', environment: 'default', secret: true }),
      listed,
    ];
    expect(plan({ listing }).steps).toMatchObject([
      { operation: 'create', parameterName: 'KEY', parameterSecret: true, parameterType: 'string' },
      { operation: 'create', parameterName: 'MIXED', parameterSecret: true, parameterType: 'string' },
      { operation: 'create', parameterName: 'MIXED', parameterSecret: true, parameterType: 'string' },
      { operation: 'create', parameterName: 'OPEN', parameterSecret: false, parameterType: 'integer' },
    ]);
  });

  test('brings to a parameter that is no secret what was none, and nothing else of ours', () => {
    const open = { ...listed, tags: writeOwnTags(ownTags({ secret: false }), {}) };
    const closed = { ...listed, tags: writeOwnTags(ownTags(), {}) };
    const step = (each: SecretProperties) => plan({ listing: [each], project: holding('one', false) }).steps;
    expect(step(open)).toMatchObject([{ operation: 'update', state: 'planned', parameterSecret: false }]);
    expect(step(closed)).toMatchObject([{ operation: null, error: { code: 'parameter.not-secret' } }]);
    // Each value counts for itself where the parameter is there already.
    const elsewhere = { ...closed, name: 'x-y-z', tags: writeOwnTags(ownTags({ environment: 'default' }), {}) };
    expect(plan({ listing: [open, elsewhere], project: holding('one', false) }).steps).toMatchObject([
      { operation: null, error: { code: 'parameter.not-secret' }, environmentName: 'default' },
      { operation: 'update', parameterSecret: false },
    ]);
  });
});

const anyName = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_.-]{1,12}$/),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text)),
);

test('what is pushed and imported again has its true names', () => {
  const names = fc.uniqueArray(anyName, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      names,
      names,
      names,
      fc.constantFrom('-', '/', '_x_'),
      (environments, projects, parameters, separator) => {
        const resource = ['{{ environment }}', '{{ project }}', '{{ parameter }}'].join(separator);
        const pattern = parsePushPattern(resource);
        const wanted = selectDesired(
          environments.flatMap((environment) =>
            projects.flatMap((project) =>
              parameters.map((parameter) => {
                const { stored } = desired('X');
                return {
                  environment: { id: environment, name: environment },
                  project: { id: project, name: project },
                  parameter: { id: parameter, name: parameter, projectId: project, secret: true, type: 'string' },
                  stored,
                };
              }),
            ),
          ),
          {
            pattern,
            pushName: 'p',
            includeParameters: false,
            includeSecrets: true,
            coerceParameters: false,
            local: false,
          },
        );
        const covered = { projects: projects.length, environments: environments.length };
        const problems = preflight({ pattern, covered, writable: true, resourceTags: {}, desired: wanted });

        // No two parameters are one secret unnoticed.
        const folded = wanted.map(({ secretName }) => secretName.toLowerCase());
        expect(problems.filter(({ code }) => code === 'secret-name.collision')).toHaveLength(
          folded.length - new Set(folded).size,
        );
        if (problems.length > 0) return;

        const listing = wanted.map(({ secretName, environment, project, parameter }) => {
          const own = { environment: environment.name, project: project.name, parameter: parameter.name };
          return secret(secretName, { tags: writeOwnTags(ownTags(own), {}) });
        });
        // The other side knows none of the names.
        const { candidates } = selectImports(listing, scope({ resource, environments: [root], projects: [] }));
        expect(candidates.map((each) => [each.environment.name, each.project.name, each.parameterName])).toEqual(
          wanted.map((each) => [each.environment.name, each.project.name, each.parameter.name]),
        );
      },
    ),
  );
});

test('what an import created it finds again', () => {
  const name = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 3, maxLength: 5 })
    .map((parts) => parts.join('-'));
  const existing = { id: 'project b', name: 'b' };
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 10 }), (secretNames) => {
      const listing = secretNames.map((text) => secret(text));
      const first = selectImports(listing, scope({ projects: [existing] })).candidates;
      const created = (kind: 'environment' | 'project') => {
        const names = new Set(first.flatMap((each) => (each[kind].id === undefined ? each[kind].name : [])));
        return [...names].map((text) => ({ id: `${kind} ${text}`, name: text, parentId: root.id }));
      };
      const environments = [root, production, ...created('environment')];
      const again = selectImports(
        listing,
        scope({ environments, projects: [existing, ...created('project')] }),
      ).candidates;
      const targets = (candidates: typeof again) =>
        candidates.map((each) => [each.secret.name, each.environment.name, each.project.name, each.parameterName]);
      expect(targets(again)).toEqual(targets(first));
      expect(again.every((each) => each.environment.id !== undefined && each.project.id !== undefined)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
