import fc from 'fast-check';
import { parseConstraint } from '../../sandbox/host/route-constraint.ts';
import { createRouteTable } from '../../sandbox/host/route-table.ts';

/** Routes of the given templates; each function is named like its template unless said otherwise, and takes GET. */
function table(...routes: (string | { template: string; functionName?: string; methods?: string[] })[]) {
  return createRouteTable(
    routes.map((route) => {
      const {
        template,
        functionName = template,
        methods = ['GET'],
      } = typeof route === 'string' ? { template: route } : route;
      return { template, functionName, methods };
    }),
  );
}

const params = (template: string, path: string) => {
  const match = table(template).match('GET', path);
  return match.kind === 'function' ? match.params : undefined;
};

describe('a route template', () => {
  test.each([
    ['items', '/items', {}],
    ['items', '/Items/', {}],
    ['items', '/items//', undefined],
    ['items', '/items/1', undefined],
    ['', '/', {}],
    ['', '/items', undefined],
    ['{id}', '/7', { id: '7' }],
    ['{id}', '/', undefined],
    ['{Id?}', '/', {}],
    ['{id=5}', '/', { id: '5' }],
    ['{id=5}', '/6', { id: '6' }],
    ['a/{x}/b/{y?}', '/a/1/b', { x: '1' }],
    ['a/{x}/b/{y?}', '/a/1/b/2', { x: '1', y: '2' }],
    ['a/{x}/b/{y?}', '/a/1', undefined],
    ['files/{*rest}', '/files/a/b%20c/d', { rest: 'a/b c/d' }],
    ['files/{*rest}', '/files', {}],
    ['files/{**rest}', '/files/a', { rest: 'a' }],
    ['{name}.{extension}', '/notes.v2.txt', { name: 'notes.v2', extension: 'txt' }],
    ['{name}.{extension}', '/notes', undefined],
    ['v{version:int}', '/v2', { version: '2' }],
    ['v{version:int}', '/vx', undefined],
    ['{id:int:min(3)}', '/3', { id: '3' }],
    ['{id:int:min(3)}', '/2', undefined],
    ['{id:int?}', '/', {}],
    ['{id:int?}', '/x', undefined],
    ['{code:regex(^\\d{{3}}$)}', '/12', undefined],
    ['{code:regex(^\\d{{3}}$)}', '/123', { code: '123' }],
    ['{code:regex(^(a|b)$)}', '/b', { code: 'b' }],
    ['{{x}}', '/{x}', {}],
    ['{id}', '/a%2Fb', { id: 'a%2Fb' }],
    ['{id}', '/%E4', { id: '%E4' }],
    ['{id}', '/%C3%A4', { id: 'ä' }],
    ['a(b)', '/a(b)', {}],
  ])('%s and the path %s', (template, path, expected) => {
    expect(params(template, path)).toEqual(expected);
  });

  test.each(['{a}/{A}', '{*rest}/more', '{a', 'a}', '{}', '{id:nonsense}'])('%s is refused', (template) => {
    expect(() => table(template)).toThrow(expect.objectContaining({ code: 'configuration' }));
  });
});

describe('a constraint', () => {
  const guid = '0f8fad5b-d9cb-469f-a165-70867728950e';
  test.each([
    ['int', ['0', '-5', '2147483647'], ['', 'x', '1.5', '2147483648']],
    ['long', ['9223372036854775807'], ['9223372036854775808']],
    ['guid', [guid, guid.toUpperCase(), guid.replaceAll('-', '')], ['1', `${guid}0`]],
    ['bool', ['true', 'FALSE'], ['1']],
    ['alpha', ['abcXYZ'], ['a1']],
    ['decimal', ['1', '-1.5', '.5'], ['1,5', 'x']],
    ['datetime', ['2026-01-01', '2026-01-01T10:00:00Z'], ['yesterday']],
    ['length(3)', ['abc'], ['ab', 'abcd']],
    ['length(2,3)', ['ab', 'abc'], ['a', 'abcd']],
    ['minlength(2)', ['ab'], ['a']],
    ['maxlength(2)', ['ab'], ['abc']],
    ['min(2)', ['2', '3'], ['1', 'x']],
    ['max(2)', ['2'], ['3']],
    ['range(2,4)', ['2', '4'], ['1', '5']],
    ['required', ['x'], ['']],
    ['regex(^a.c$)', ['abc', 'ABC'], ['abd']],
  ])('%s', (text, good, bad) => {
    const constraint = parseConstraint(text);
    expect(good.filter((value) => !constraint(value))).toEqual([]);
    expect(bad.filter((value) => constraint(value))).toEqual([]);
  });
});

describe('of several routes', () => {
  test('the literal one wins over parameters, constrained over plain ones, plain ones over the rest', () => {
    const routes = table('a/{*rest}', 'a/{id}', 'a/{id:int}', 'a/b', 'a/{x}.{y}');
    const answer = (path: string) => {
      const match = routes.match('GET', path);
      return match.kind === 'function' ? match.functionName : undefined;
    };
    expect(['/a/b', '/a/1', '/a/x', '/a/x.y', '/a/x/y'].map(answer)).toEqual([
      'a/b',
      'a/{id:int}',
      'a/{id}',
      'a/{x}.{y}',
      'a/{*rest}',
    ]);
  });

  test('the method decides between equal ones', () => {
    const routes = table(
      { template: 'a', functionName: 'read' },
      { template: 'a', functionName: 'write', methods: ['POST', 'PUT'] },
    );
    expect(routes.match('put', '/a')).toMatchObject({ functionName: 'write' });
    expect(routes.match('HEAD', '/a')).toMatchObject({ functionName: 'read' });
    expect(routes.match('DELETE', '/a')).toEqual({ kind: 'none' });
  });

  test('a literal one with another method does not hide a parameter', () => {
    const routes = table({ template: 'a/b', methods: ['POST'] }, 'a/{id}');
    expect(routes.match('GET', '/a/b')).toMatchObject({ params: { id: 'b' } });
  });

  test('those are found where Azure would take the other', () => {
    const differences = (...names: [string, string][]) =>
      table(...names.map(([functionName, template]) => ({ functionName, template })))
        .differences()
        .map(({ request, answeredBy }) => [request.functionName, answeredBy.functionName]);
    expect(differences(['recent', 'a/recent'], ['item', 'a/{id}'])).toEqual([['recent', 'item']]);
    expect(differences(['item', 'a/recent'], ['recent', 'a/{id}'])).toEqual([]);
    expect(differences(['recent', 'a/recent'], ['item', 'a/{id:guid}'])).toEqual([]);
    expect(differences(['recent', 'a/recent'], ['item', 'b/{id}'])).toEqual([]);
    expect(differences(['recent', 'a/recent/x'], ['item', 'a/{*rest}'])).toEqual([['recent', 'item']]);
    expect(differences(['recent', 'a/recent'], ['item', 'a/{id}/{part?}'])).toEqual([['recent', 'item']]);
    expect(differences(['recent', 'a/recent'], ['item', 'a/{id}/{part}'])).toEqual([]);
  });

  const segment = fc.oneof(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('{x}', '{x:int}').map((text, index = 0) => text.replace('x', `x${index}`)),
  );
  const template = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => segments.map((text, index) => text.replace(/x\d*/, `x${index}`)).join('/'));
  const path = fc.array(fc.constantFrom('a', 'b', 'c', '1'), { minLength: 1, maxLength: 4 });

  test('any order of declaration gives the same answer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(template, { maxLength: 6 }), path, (templates, parts) => {
        const at = `/${parts.join('/')}`;
        expect(table(...templates.toReversed()).match('GET', at)).toEqual(table(...templates).match('GET', at));
      }),
    );
  });

  test('what answers does match, and none answers only when no single one would', () => {
    fc.assert(
      fc.property(fc.uniqueArray(template, { maxLength: 6 }), path, (templates, parts) => {
        const at = `/${parts.join('/')}`;
        const match = table(...templates).match('GET', at);
        const alone = templates.filter((one) => params(one, at) !== undefined);
        if (match.kind === 'function') expect(alone).toContain(match.functionName);
        else expect(alone).toEqual([]);
      }),
    );
  });

  test('a template filled in with values matches and gives them back', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !/[/]|^\.{1,2}$/.test(text) && text.isWellFormed());
    fc.assert(
      fc.property(value, value, (x, y) => {
        const at = `/a/${encodeURIComponent(x)}/b/${encodeURIComponent(y)}`;
        expect(params('a/{x}/b/{y}', at)).toEqual({ x, y });
      }),
    );
  });
});
