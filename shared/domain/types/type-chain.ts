import { type BuiltInType, isBuiltInType } from '../configuration/parameter-type.ts';
import type { CustomType } from './parameter-type.ts';

/** A type with what it is made of. */
export interface TypeChain {
  base: BuiltInType;
  /** The type itself first, then its parents up to the built-in one; none for a built-in type. */
  types: readonly CustomType[];
}

/**
 * `type`: the name of a built-in type or the id of a custom one. Nothing when one of the chain is not among the given
 * types, or the chain bites its own tail.
 */
export function typeChain(types: ReadonlyMap<string, CustomType>, type: string): TypeChain | undefined {
  const chain: CustomType[] = [];
  let at = type;
  while (!isBuiltInType(at)) {
    const found = types.get(at);
    if (found === undefined || chain.includes(found)) return undefined;
    chain.push(found);
    at = found.parent;
  }
  return { base: at, types: chain };
}

/** The types that rest on this one, directly or through others, itself included. */
export function withDescendants(types: readonly CustomType[], id: string): Set<string> {
  const found = new Set([id]);
  // Each round finds at least one more, or is the last.
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const type of types) if (found.has(type.parent)) found.add(type.id);
  }
  return found;
}
