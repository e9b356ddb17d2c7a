import { z } from 'zod';
import { portal } from '../../functions/http/portal.ts';
import { routes } from '../../functions/http/routes.ts';
import { unknownAddress } from '../../functions/http/unknown-address.ts';
import { createRouteTable } from '../../sandbox/host/route-table.ts';
import { toRouteTemplate } from '../../shared/http/azure-functions.ts';

test('ids are constrained, other parameters are not', () => {
  const params = z.object({ id: z.uuid(), name: z.string() });
  expect(toRouteTemplate({ path: '/api/v1/things/{id}/of/{name}/', request: { params } })).toBe(
    'api/v1/things/{id:guid}/of/{name}',
  );
});

test("Azure's order of routes, by the functions' names, picks the same functions as one by exactness", () => {
  const functions = [...routes, portal, unknownAddress].map((route) => ({
    functionName: route.name,
    template: toRouteTemplate(route),
    methods: [route.method],
  }));
  const differences = createRouteTable(functions)
    .differences()
    .map(({ request, answeredBy }) => `${request.template} is answered by ${answeredBy.functionName}`);
  expect(differences).toEqual([]);
});
