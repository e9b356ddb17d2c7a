import { componentName, type Document, resolve, type Schema } from './document.ts';

/** A schema with the document that its references point into. */
export interface Place {
  document: Document;
  schema: Schema;
}

/** Which way the data goes: `sent` by a client, or `received` by it. */
export type Direction = 'sent' | 'received';

const limits = ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum'] as const;

/**
 * What a client of the contract would find different in our schema, a line for each. Fields of ours beyond the
 * contract's are allowed, unless a client would have to send them, and so is a limit where the contract states none;
 * fields that it only reads are not compared in what it sends, where they are ignored.
 */
export function compareSchemas(contract: Place, ours: Place, direction: Direction, at: string): string[] {
  return compare(contract, ours, direction, at, new Set());
}

function compare(contract: Place, ours: Place, direction: Direction, at: string, seen: Set<string>): string[] {
  const pair = [componentName(contract.schema), componentName(ours.schema)].join(' = ');
  const isEnum = resolve(contract.document, contract.schema).enum !== undefined;
  if (componentName(contract.schema) !== undefined && componentName(ours.schema) !== undefined) {
    if (seen.has(pair)) return isEnum ? [] : nullability(contract, ours, at);
    seen.add(pair);
  }
  const theirs = resolve(contract.document, contract.schema);
  // An empty schema admits anything.
  if (Object.keys(theirs).length === 0) return [];
  const own = resolve(ours.document, ours.schema);
  const say = (what: string, wanted: unknown, found: unknown) =>
    same(wanted, found) ? [] : [`${at}: ${what} is ${show(found)}, in the contract ${show(wanted)}`];
  const within = (schema: Schema, mine: Schema, where: string) =>
    compare({ ...contract, schema }, { ...ours, schema: mine }, direction, where, seen);
  return [
    ...(isEnum ? say('the component', componentName(contract.schema), componentName(ours.schema)) : []),
    ...say('type', theirs.type, own.type),
    ...say('format', theirs.format, own.format),
    ...say('enum', enumOf(theirs), enumOf(own)),
    ...say('nullable', theirs.nullable === true, own.nullable === true),
    ...limits.filter((limit) => theirs[limit] !== undefined).flatMap((limit) => say(limit, theirs[limit], own[limit])),
    ...(theirs.items === undefined ? [] : within(theirs.items, own.items ?? {}, `${at}[]`)),
    ...compareProperties(theirs, own, direction, at, within),
    ...compareAdditional(theirs, own, at, within),
  ];
}

type Within = (schema: Schema, mine: Schema, where: string) => string[];

function compareProperties(theirs: Schema, own: Schema, direction: Direction, at: string, within: Within): string[] {
  const matters = (field: string) => direction === 'received' || theirs.properties?.[field]?.readOnly !== true;
  const fields = Object.entries(theirs.properties ?? {}).filter(([field]) => matters(field));
  const required = (theirs.required ?? []).filter(matters);
  return [
    ...fields.flatMap(([field, schema]) => {
      const mine = own.properties?.[field];
      return mine === undefined ? [`${at}.${field}: missing`] : within(schema, mine, `${at}.${field}`);
    }),
    ...required.filter((field) => !own.required?.includes(field)).map((field) => `${at}.${field}: not required`),
    ...(own.required ?? [])
      .filter((field) => !required.includes(field))
      .filter((field) => direction === 'received' || own.properties?.[field]?.readOnly !== true)
      .filter((field) => direction === 'sent' || Object.hasOwn(theirs.properties ?? {}, field))
      .map((field) => `${at}.${field}: required, in the contract it is not`),
  ];
}

function compareAdditional(theirs: Schema, own: Schema, at: string, within: Within): string[] {
  const [wanted, found] = [theirs.additionalProperties, own.additionalProperties];
  if (typeof wanted !== 'object') return [];
  if (found === undefined || found === false) return [`${at}: additional properties are missing`];
  return within(wanted, found === true ? {} : found, `${at}{}`);
}

function nullability({ document, schema }: Place, ours: Place, at: string): string[] {
  const [wanted, found] = [resolve(document, schema).nullable, resolve(ours.document, ours.schema).nullable];
  return (wanted === true) === (found === true)
    ? []
    : [`${at}: nullable is ${found === true}, in the contract ${wanted === true}`];
}

/** Without null and in one order: `nullable` says the rest. */
function enumOf(schema: Schema): unknown {
  return schema.enum
    ?.filter((value) => value !== null)
    .map(String)
    .sort();
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
