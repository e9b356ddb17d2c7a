import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** Literals as they are; other expressions as their text after a `=`; a loop as a list of the one object that it repeats. */
export type BicepValue = string | number | boolean | null | BicepValue[] | { [name: string]: BicepValue };

export interface BicepResource {
  symbol: string;
  /** Without the version; a nested resource's begins with its parent's. */
  type: string;
  version: string;
  /** Declared elsewhere, and only referred to. */
  existing: boolean;
  /** What a loop goes through, as text; absent where there is none. */
  each?: string;
  body: { [name: string]: BicepValue };
}

export interface BicepModule {
  symbol: string;
  path: string;
  body: { [name: string]: BicepValue };
}

export interface BicepFile {
  /** Line and text of what the grammar does not know. */
  faults: string[];
  parameters: Record<string, { type: string; optional: boolean; decorators: string[] }>;
  variables: Record<string, BicepValue>;
  resources: BicepResource[];
  modules: BicepModule[];
  /** Name to expression. */
  outputs: Record<string, BicepValue>;
  /** Names that expressions use, but for functions and what loops and lambdas declare. */
  used: Set<string>;
  /** Functions that are called. */
  called: Set<string>;
}

const pathOf = (specifier: string) => fileURLToPath(import.meta.resolve(specifier));
await Parser.init();
const language = await Language.load(pathOf('tree-sitter-bicep/tree-sitter-bicep.wasm'));

/** Reads a Bicep file by its grammar. What its types allow only Azure's compiler knows. */
export function readBicep(path: string): BicepFile {
  const parser = new Parser();
  parser.setLanguage(language);
  const tree = parser.parse(readFileSync(path, 'utf8'));
  if (tree === null) throw new Error(`${path} was not parsed`);
  const file: BicepFile = {
    faults: [],
    parameters: {},
    variables: {},
    resources: [],
    modules: [],
    outputs: {},
    used: new Set(),
    called: new Set(),
  };
  collectFaults(tree.rootNode, file);
  collectDeclarations(tree.rootNode, file);
  collectNames(tree.rootNode, new Set(), file);
  return file;
}

function children(node: Node): Node[] {
  return node.namedChildren.filter((child) => child !== null && child.type !== 'comment') as Node[];
}

function field(node: Node, name: string): Node {
  const found = node.childForFieldName(name);
  if (found === null) throw new Error(`${node.type} without ${name}: ${node.text}`);
  return found;
}

function collectFaults(node: Node, file: BicepFile): void {
  if (node.isError || node.isMissing) file.faults.push(`line ${node.startPosition.row + 1}: ${node.text}`);
  for (const child of children(node)) collectFaults(child, file);
}

function collectDeclarations(root: Node, file: BicepFile): void {
  let decorators: string[] = [];
  for (const node of children(root)) {
    const [name, ...rest] = children(node);
    const symbol = name?.text ?? '';
    const last = rest.at(-1);
    if (node.type === 'decorators') decorators = children(node).map(({ text }) => text);
    else if (node.type === 'parameter_declaration') {
      file.parameters[symbol] = { type: rest[0]?.text ?? '', optional: rest.length > 1, decorators };
    } else if (node.type === 'variable_declaration' && last) file.variables[symbol] = readValue(last);
    else if (node.type === 'output_declaration' && last) file.outputs[symbol] = readValue(last);
    else if (node.type === 'resource_declaration') collectResource(node, undefined, file);
    else if (node.type === 'module_declaration' && rest[0] && last) {
      file.modules.push({ symbol, path: String(readValue(rest[0])), body: bodyOf(last) });
    }
    if (node.type !== 'decorators') decorators = [];
  }
}

function collectResource(node: Node, parent: BicepResource | undefined, file: BicepFile): void {
  const [name, type, body] = children(node);
  if (name === undefined || type === undefined || body === undefined) throw new Error(`no resource: ${node.text}`);
  const [own = '', version = parent?.version ?? ''] = String(readValue(type)).split('@');
  const resource: BicepResource = {
    symbol: name.text,
    type: parent === undefined ? own : `${parent.type}/${own}`,
    version,
    existing: /'\s+existing\b/.test(node.text.split('\n')[0] ?? ''),
    ...(body.type === 'for_statement' ? { each: children(body).at(-2)?.text } : {}),
    body: bodyOf(body),
  };
  file.resources.push(resource);
  for (const nested of nestedResources(body)) collectResource(nested, resource, file);
}

function nestedResources(body: Node): Node[] {
  return children(body).flatMap((child) => children(child).filter(({ type }) => type === 'resource_declaration'));
}

/** The object that a resource or module is, or that its condition or loop holds. */
function bodyOf(node: Node): { [name: string]: BicepValue } {
  if (node.type === 'object') return readValue(node) as { [name: string]: BicepValue };
  const inner = node.type === 'for_statement' ? field(node, 'body') : children(node).at(-1);
  if (inner === undefined) throw new Error(`no object: ${node.text}`);
  return bodyOf(inner);
}

function readValue(node: Node): BicepValue {
  switch (node.type) {
    case 'object': {
      const properties = children(node).filter((child) => children(child)[0]?.type !== 'resource_declaration');
      return Object.fromEntries(properties.map(propertyOf));
    }
    case 'array':
      return children(node).map(readValue);
    case 'for_statement':
      return [readValue(field(node, 'body'))];
    case 'string': {
      const parts = children(node);
      return parts.some(({ type }) => type === 'interpolation') ? `=${node.text}` : node.text.slice(1, -1);
    }
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    default:
      return `=${node.text}`;
  }
}

function propertyOf(node: Node): [string, BicepValue] {
  const [name, value] = children(node);
  if (name === undefined || value === undefined) throw new Error(`no property: ${node.text}`);
  return [name.type === 'string' ? name.text.slice(1, -1) : name.text, readValue(value)];
}

const declarations = new Set([
  'parameter_declaration',
  'variable_declaration',
  'output_declaration',
  'resource_declaration',
  'module_declaration',
]);

function collectNames(node: Node, loop: ReadonlySet<string>, file: BicepFile): void {
  if (node.type === 'decorators' || node.type === 'type') return;
  if (node.type === 'identifier') {
    if (!loop.has(node.text)) file.used.add(node.text);
    return;
  }
  const own = new Set(loop);
  let parts = children(node);
  if (declarations.has(node.type)) parts = parts.slice(1);
  else if (node.type === 'object_property' && parts[0]?.type === 'identifier') parts = parts.slice(1);
  else if (node.type === 'call_expression') {
    const called = field(node, 'function');
    if (called.type === 'identifier') {
      file.called.add(called.text);
      parts = parts.slice(1);
    }
  } else if (node.type === 'resource_expression') {
    parts = parts.slice(0, 1);
  } else if (node.type === 'lambda_expression') {
    own.add(parts[0]?.text ?? '');
    parts = parts.slice(1);
  } else if (node.type === 'for_statement') {
    const declared = parts[0];
    for (const each of declared === undefined ? [] : [declared, ...children(declared)]) own.add(each.text);
    parts = parts.slice(1);
  }
  for (const part of parts) collectNames(part, own, file);
}
