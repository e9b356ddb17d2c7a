import { compareDocuments, missingOperations } from './compare-documents.ts';
import type { Document, Operation, Schema } from './document.ts';

const thing: Schema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid', readOnly: true },
    name: { type: 'string', maxLength: 256 },
    role: { allOf: [{ $ref: '#/components/schemas/Role' }], nullable: true },
    parent: { allOf: [{ $ref: '#/components/schemas/Thing' }], nullable: true },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
    links: { type: 'array', items: { type: 'string', format: 'uri' } },
    anything: {},
  },
  required: ['id', 'name'],
};
const body = { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } };

function documentWith(change: (document: Document, thing: Schema, operation: Operation) => void = () => {}): Document {
  const operation: Operation = {
    operationId: 'things_create',
    parameters: [{ name: 'page', in: 'query', required: false, schema: { type: 'integer' } }],
    requestBody: body,
    responses: { '201': { content: body.content } },
  };
  const document: Document = {
    paths: { '/things/': { post: operation } },
    components: { schemas: { Thing: thing, Role: { type: 'string', enum: ['ADMIN', 'VIEWER'] } } },
  };
  const copy = structuredClone(document);
  const { Thing = {} } = copy.components?.schemas ?? {};
  const { post = operation } = copy.paths['/things/'] ?? {};
  change(copy, Thing, post);
  return copy;
}

const property = (schema: Schema, name: string): Schema => schema.properties?.[name] ?? {};

describe('the comparison', () => {
  test.each<[string, (document: Document, thing: Schema, operation: Operation) => void]>([
    ['the same', () => {}],
    [
      'a field of our own',
      (_, { properties = {} }) => {
        properties.colour = { type: 'string' };
      },
    ],
    [
      'a limit where the contract has none',
      (_, schema) => {
        property(schema, 'links').maxLength = 5;
      },
    ],
    [
      'a narrower schema for what may be anything',
      (_, schema) => {
        property(schema, 'anything').type = 'string';
      },
    ],
    [
      'an operation of our own',
      ({ paths }, _, operation) => {
        paths['/more/'] = { get: operation };
      },
    ],
  ])('allows %s', (_what, change) => {
    expect(compareDocuments(documentWith(), documentWith(change))).toEqual([]);
  });

  test.each<[string, (document: Document, thing: Schema, operation: Operation) => void, RegExp]>([
    [
      'an operation id',
      (_, __, operation) => {
        operation.operationId = 'other';
      },
      /^post \/things\/: operationId/,
    ],
    [
      'a parameter',
      (_, __, operation) => {
        operation.parameters = [];
      },
      /query page: missing/,
    ],
    [
      'the type of a parameter',
      (_, __, { parameters = [] }) => {
        Object.assign(parameters[0]?.schema ?? {}, { type: 'string' });
      },
      /query page: type/,
    ],
    [
      'a parameter that is demanded',
      (_, __, { parameters = [] }) => {
        parameters.push({ name: 'x', in: 'query', required: true });
      },
      /query x: required/,
    ],
    [
      'a status',
      (_, __, operation) => {
        operation.responses = { '200': { content: body.content } };
      },
      /no answer 201/,
    ],
    [
      'a media type',
      (_, __, operation) => {
        operation.requestBody = { ...body, content: { 'text/csv': {} } };
      },
      /no body of type application\/json/,
    ],
    [
      'a field',
      (_, schema) => {
        delete schema.properties?.name;
      },
      /201\.name: missing/,
    ],
    [
      'a type',
      (_, schema) => {
        property(schema, 'name').type = 'integer';
      },
      /body\.name: type/,
    ],
    [
      'a format',
      (_, schema) => {
        property(schema, 'id').format = 'uri';
      },
      /201\.id: format/,
    ],
    [
      'a limit',
      (_, schema) => {
        property(schema, 'name').maxLength = 100;
      },
      /body\.name: maxLength/,
    ],
    [
      'null',
      (_, schema) => {
        property(schema, 'role').nullable = false;
      },
      /201\.role: nullable/,
    ],
    [
      'null, of a component that was met before',
      (_, schema) => {
        property(schema, 'parent').nullable = false;
      },
      /201\.parent: nullable/,
    ],
    [
      'an enum',
      ({ components }) => {
        components?.schemas?.Role?.enum?.push('OWNER');
      },
      /201\.role: enum/,
    ],
    [
      "an enum's component",
      (_, schema) => {
        Object.assign(property(schema, 'role'), { allOf: [{ type: 'string', enum: ['ADMIN', 'VIEWER'] }] });
      },
      /201\.role: the component/,
    ],
    [
      'items',
      (_, schema) => {
        property(schema, 'links').items = { type: 'string' };
      },
      /201\.links\[\]: format/,
    ],
    [
      'additional properties',
      (_, schema) => {
        property(schema, 'tags').additionalProperties = { type: 'integer' };
      },
      /201\.tags\{\}: type/,
    ],
    [
      'what is required',
      (_, schema) => {
        schema.required = ['id'];
      },
      /201\.name: not required/,
    ],
    [
      'what is required beyond',
      (_, schema) => {
        schema.required?.push('links');
      },
      /body\.links: required, in/,
    ],
  ])('finds a difference in %s', (_what, change, line) => {
    expect(compareDocuments(documentWith(), documentWith(change))).toContainEqual(expect.stringMatching(line));
  });

  test('does not ask for fields in a request that a client only reads', () => {
    const ours = documentWith((document, _thing, operation) => {
      const { id, ...properties } = thing.properties ?? {};
      const sent = { ...thing, properties, required: ['name'] };
      Object.assign(document.components?.schemas ?? {}, { Sent: sent });
      operation.requestBody = {
        ...body,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Sent' } } },
      };
    });
    expect(compareDocuments(documentWith(), ours)).toEqual([]);
  });

  test('knows what is not served', () => {
    expect(missingOperations(documentWith(), { paths: {} })).toEqual(['post /things/']);
    expect(missingOperations(documentWith(), documentWith())).toEqual([]);
  });
});
