import { z } from 'zod';

/**
 * The schemas with a component's name (`.meta({ id })`) within these, each once, what it is made of before it. Whoever generates a document has to
 * know them beforehand: a component that is first met as a nullable field would become nullable for everybody.
 */
export function namedSchemas(schemas: Iterable<z.ZodType | null | undefined>): z.ZodType[] {
  const named: z.ZodType[] = [];
  const seen = new Set<z.core.$ZodType>();
  const visit = (schema: z.core.$ZodType) => {
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const part of partsOf(schema)) visit(part);
    if (z.globalRegistry.get(schema)?.id !== undefined && schema instanceof z.ZodType) named.push(schema);
  };
  for (const schema of schemas) if (schema) visit(schema);
  return named;
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodPipe) return [schema.in, schema.out];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return [schema.unwrap()];
  }
  return [];
}
