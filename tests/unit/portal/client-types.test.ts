import { clientTypes, type OpenApiDocument } from '../../../scripts/portal-client-types.ts';

/** What becomes of one schema. */
function typeOf(schema: object): string {
  const document = { components: { schemas: { Thing: schema } }, paths: {} } as unknown as OpenApiDocument;
  return / {2}Thing: (.*);\n}/s.exec(clientTypes(document))?.[1] ?? '';
}

test.each([
  [{ type: 'string', format: 'uuid' }, 'string'],
  [{ type: 'integer', nullable: true }, 'number | null'],
  [{ type: 'string', enum: ['a', "b's"] }, "'a' | 'b\\'s'"],
  [{ type: 'string', enum: ['a', null], nullable: true }, "'a' | null"],
  [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, "('a' | 'b')[]"],
  [{ $ref: '#/components/schemas/Other' }, "Schemas['Other']"],
  [{ allOf: [{ $ref: '#/components/schemas/Other' }], nullable: true }, "Schemas['Other'] | null"],
  [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, 'string | boolean'],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': {} }, required: ['a'] },
    "{ a: string; 'b-c'?: unknown }",
  ],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{ nullable: true }, 'unknown'],
])('%j is %s', (schema, type) => {
  expect(typeOf(schema)).toBe(type);
});

test('what no type stands for is refused', () => {
  expect(() => typeOf({ type: 'file' })).toThrow('no type stands for');
});

test('an operation has its parameters by place, its body and its answers', () => {
  const document = {
    components: { schemas: {}, parameters: { Page: { name: 'page', in: 'query', schema: { type: 'integer' } } } },
    paths: {
      '/things/{id}/': {
        patch: {
          parameters: [
            { $ref: '#/components/parameters/Page' },
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          ],
          requestBody: { required: false, content: { 'application/json': { schema: { type: 'boolean' } } } },
          responses: { 200: { content: { 'application/json': { schema: { type: 'string' } } } }, 204: {} },
        },
      },
    },
  } as unknown as OpenApiDocument;
  expect(clientTypes(document)).toContain(
    'patch: { parameters: { query?: { page?: number }; path: { id: string } }; ' +
      "requestBody?: { content: { 'application/json': boolean } }; " +
      "responses: { 200: { content: { 'application/json': string } }; 204: { content?: never } } };",
  );
});
