/** A schema of OpenAPI 3.0, as far as our document has them. */
interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface Operation {
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface OpenApiDocument {
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
  paths: Record<string, Record<string, Operation>>;
}

/**
 * TypeScript for a client of this document: `Schemas` by name, and `paths` in the shape that openapi-fetch reads
 * (https://openapi-ts.dev/openapi-fetch/). Throws for what no type stands for, so that nothing becomes `unknown` unseen.
 */
export function clientTypes(document: OpenApiDocument): string {
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `${comment(schema.description)}  ${key(name)}: ${type(schema)};`,
  );
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const methods = Object.entries(operations).map(
      ([method, operation]) => `${comment(operation.summary)}    ${method}: ${operationType(operation, document)};`,
    );
    return `  '${path}': {\n${methods.join('\n')}\n  };`;
  });
  return `/** Written by scripts/generate-portal-client.ts from the API's own description. */

export interface Schemas {
${schemas.join('\n')}
}

export interface paths {
${paths.join('\n')}
}
`;
}

function operationType({ parameters = [], requestBody, responses }: Operation, document: OpenApiDocument): string {
  const resolved = parameters.map((each) =>
    each.$ref === undefined ? each : (document.components.parameters?.[nameOf(each.$ref)] ?? each),
  );
  const groups = ['query', 'path', 'header'].flatMap((place) => {
    const fields = resolved
      .filter((parameter) => parameter.in === place)
      .map(({ name, required, schema }) => `${key(name)}${required ? '' : '?'}: ${type(schema)}`);
    if (fields.length === 0) return [];
    const optional = resolved.every((parameter) => parameter.in !== place || !parameter.required);
    return [`${place}${optional ? '?' : ''}: { ${fields.join('; ')} }`];
  });
  const known = groups.length === 0 ? 'Record<never, never>' : `{ ${groups.join('; ')} }`;
  const answers = Object.entries(responses).map(([status, { content }]) => {
    const bodies = Object.entries(content ?? {}).map(([media, { schema }]) => `'${media}': ${type(schema)}`);
    const body = bodies.length === 0 ? 'content?: never' : `content: { ${bodies.join('; ')} }`;
    return `${key(status)}: { ${body} }`;
  });
  const bodies = Object.entries(requestBody?.content ?? {}).map(([media, { schema }]) => `'${media}': ${type(schema)}`);
  const body =
    requestBody === undefined
      ? ''
      : ` requestBody${requestBody.required === false ? '?' : ''}: { content: { ${bodies.join('; ')} } };`;
  return `{ parameters: ${known};${body} responses: { ${answers.join('; ')} } }`;
}

function type(schema: Schema): string {
  const plain = notNull(schema);
  const saysNull = schema.enum?.includes(null) || plain === 'unknown';
  return schema.nullable && !saysNull ? `${plain} | null` : plain;
}

function notNull(schema: Schema): string {
  const { $ref, enum: values, allOf, anyOf, oneOf } = schema;
  if ($ref !== undefined) return `Schemas['${nameOf($ref)}']`;
  if (values !== undefined) return values.map((value) => literal(value)).join(' | ');
  if (allOf !== undefined) return allOf.map((each) => group(type(each))).join(' & ');
  const alternatives = anyOf ?? oneOf;
  if (alternatives !== undefined) return alternatives.map(type).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `${group(type(schema.items ?? {}))}[]`;
    case 'object':
      return objectType(schema);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`no type stands for ${JSON.stringify(schema)}`);
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties ?? {}).map(
    ([name, schema]) => `${key(name)}${required.includes(name) ? '' : '?'}: ${type(schema)}`,
  );
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  return `Record<string, ${typeof additionalProperties === 'object' ? type(additionalProperties) : 'unknown'}>`;
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);
const key = (name: string) => (/^[A-Za-z_]\w*$|^\d+$/.test(name) ? name : `'${name}'`);
const literal = (value: unknown) => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value));
const group = (text: string) => (/ [|&] /.test(text) ? `(${text})` : text);
const comment = (text: string | undefined) => (text === undefined ? '' : `  /** ${text.replaceAll('*/', '*')} */\n`);
