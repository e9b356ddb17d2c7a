/** What the comparison reads of an OpenAPI 3.0 document. */
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Operation {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  pattern?: string;
  enum?: (string | number | null)[];
  nullable?: boolean;
  readOnly?: boolean;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
}

/** The operations, each as `get /path/`. */
export function operationsOf(document: Document): Map<string, Operation> {
  return new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    ),
  );
}

const prefix = '#/components/schemas/';

/** The name of the component that a schema stands for, directly or as the one part of an `allOf`. */
export function componentName({ $ref, allOf }: Schema): string | undefined {
  const reference = $ref ?? (allOf?.length === 1 ? allOf[0]?.$ref : undefined);
  return reference?.startsWith(prefix) ? reference.slice(prefix.length) : undefined;
}

/** The schema without references and `allOf` at its top. */
export function resolve(document: Document, schema: Schema): Schema {
  const { $ref, allOf = [], ...own } = schema;
  const name = $ref?.startsWith(prefix) ? $ref.slice(prefix.length) : undefined;
  if ($ref !== undefined && document.components?.schemas?.[name ?? ''] === undefined) {
    throw new Error(`the document has no ${$ref}`);
  }
  if (Object.keys(schema).length === 0) return schema;
  const parts = [document.components?.schemas?.[name ?? ''] ?? {}, ...allOf].map((part) => resolve(document, part));
  const all = [...parts, own];
  const properties = Object.assign({}, ...all.map((part) => part.properties));
  const required = [...new Set(all.flatMap((part) => part.required ?? []))];
  return Object.assign(
    {},
    ...all,
    Object.keys(properties).length > 0 ? { properties } : {},
    required.length > 0 ? { required } : {},
  );
}
