import { compareSchemas } from './compare-schemas.ts';
import { type Document, type Operation, operationsOf, type Schema } from './document.ts';

/** What a client of the contract would find different in the operations that both documents have, a line for each. */
export function compareDocuments(contract: Document, ours: Document): string[] {
  const served = operationsOf(ours);
  return [...operationsOf(contract)].flatMap(([name, operation]) => {
    const own = served.get(name);
    return own === undefined ? [] : compareOperations(name, { contract, operation }, { ours, own });
  });
}

/** The contract's operations that our document does not have, each as `get /path/`. */
export function missingOperations(contract: Document, ours: Document): string[] {
  const served = operationsOf(ours);
  return [...operationsOf(contract).keys()].filter((name) => !served.has(name));
}

interface Theirs {
  contract: Document;
  operation: Operation;
}

interface Ours {
  ours: Document;
  own: Operation;
}

function compareOperations(name: string, theirs: Theirs, mine: Ours): string[] {
  const { operation } = theirs;
  const { own } = mine;
  return [
    ...(operation.operationId === own.operationId
      ? []
      : [`${name}: operationId is ${own.operationId}, in the contract ${operation.operationId}`]),
    ...compareParameters(name, theirs, mine),
    ...compareBodies(name, theirs, mine),
    ...compareResponses(name, theirs, mine),
  ];
}

function compareParameters(name: string, { contract, operation }: Theirs, { ours, own }: Ours): string[] {
  const differences = (operation.parameters ?? []).flatMap((parameter) => {
    const at = `${name} ${parameter.in} ${parameter.name}`;
    const found = own.parameters?.find((each) => each.name === parameter.name && each.in === parameter.in);
    if (found === undefined) return [`${at}: missing`];
    return [
      ...((parameter.required === true) === (found.required === true) ? [] : [`${at}: required differs`]),
      ...compareSchemas(
        { document: contract, schema: parameter.schema ?? {} },
        { document: ours, schema: found.schema ?? {} },
        'sent',
        at,
      ),
    ];
  });
  const known = new Set(operation.parameters?.map((each) => `${each.in} ${each.name}`));
  const demanded = (own.parameters ?? []).filter((each) => each.required && !known.has(`${each.in} ${each.name}`));
  return [...differences, ...demanded.map((each) => `${name} ${each.in} ${each.name}: required, not in the contract`)];
}

function compareBodies(name: string, { contract, operation }: Theirs, { ours, own }: Ours): string[] {
  const [wanted, found] = [operation.requestBody, own.requestBody];
  if (wanted === undefined) return found?.required === true ? [`${name}: a body is required`] : [];
  if (found === undefined) return [`${name}: no body is taken`];
  return [
    ...((wanted.required === true) === (found.required === true)
      ? []
      : [`${name}: the body's required is ${found.required === true}, in the contract ${wanted.required === true}`]),
    ...Object.entries(wanted.content).flatMap(([mediaType, { schema }]) => {
      const mine = found.content[mediaType];
      if (mine === undefined) return [`${name}: no body of type ${mediaType}`];
      return comparePlaces(contract, schema, ours, mine.schema, 'sent', `${name} body`);
    }),
  ].filter((line, index, all) => all.indexOf(line) === index);
}

function compareResponses(name: string, { contract, operation }: Theirs, { ours, own }: Ours): string[] {
  return Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, { content = {} }]) => {
      const found = own.responses[status];
      if (found === undefined) return [`${name}: no answer ${status}`];
      return Object.entries(content).flatMap(([mediaType, { schema }]) => {
        const mine = found.content?.[mediaType];
        if (mine === undefined) return [`${name}: no answer ${status} of type ${mediaType}`];
        return comparePlaces(contract, schema, ours, mine.schema, 'received', `${name} ${status}`);
      });
    });
}

function comparePlaces(
  contract: Document,
  theirs: Schema | undefined,
  ours: Document,
  own: Schema | undefined,
  direction: 'sent' | 'received',
  at: string,
): string[] {
  const place = (document: Document, schema: Schema = {}) => ({ document, schema });
  return compareSchemas(place(contract, theirs), place(ours, own), direction, at);
}
