import { isBuiltInType } from '../../domain/configuration/parameter-type.ts';
import type { Stored } from '../../domain/stored.ts';
import { type Announced, announcedFor, announcementsOf } from '../../domain/types/announcement.ts';
import type { CustomType } from '../../domain/types/parameter-type.ts';
import { type TypeChain, typeChain } from '../../domain/types/type-chain.ts';
import { getType } from '../../store/types.ts';
import type { Deps } from '../deps.ts';

/** The types that one request has to do with; each is read once. */
export interface TypeLookup {
  /** Makes these types known, with what they rest on. Built-in ones cost nothing, a custom one a lookup per link of its chain. */
  learn(types: Iterable<string>): Promise<void>;
  /** Nothing for a type that is not there. Call `learn` before. */
  chain(type: string): TypeChain | undefined;
  /** What is announced for the values of the type. Call `learn` before. */
  announced(type: string): Announced<Stored<CustomType>> | undefined;
  /** Whether what was read is still so: a lookup for each type. */
  isCurrent(): Promise<boolean>;
  /** What people call the type that a parameter names. */
  nameOf(type: string): Promise<string>;
}

export function lookUpTypes({ rows }: Pick<Deps, 'rows'>, organizationId: string): TypeLookup {
  const found = new Map<string, Stored<CustomType>>();
  const reading = new Map<string, Promise<void>>();

  const learnOne = (type: string): Promise<void> => {
    if (isBuiltInType(type)) return Promise.resolve();
    const begun = reading.get(type) ?? read(type);
    reading.set(type, begun);
    return begun;
  };

  async function read(id: string): Promise<void> {
    // Link by link: it ends when a type rests on one that was read before, so also on itself.
    for (let at = id; !isBuiltInType(at) && !found.has(at); ) {
      const type = await getType(rows, organizationId, at);
      if (type === undefined) return;
      found.set(at, type);
      for (const { parent } of announcementsOf(type)) await read(parent);
      at = type.parent;
    }
  }

  return {
    async learn(types) {
      await Promise.all([...new Set(types)].map(learnOne));
    },
    chain: (type) => typeChain(found, type),
    announced: (type) => announcedFor(found, type),
    async isCurrent() {
      const now = await Promise.all([...found.keys()].map((id) => getType(rows, organizationId, id)));
      return now.every((type) => type !== undefined && type.etag === found.get(type.id)?.etag);
    },
    async nameOf(type) {
      await learnOne(type);
      return found.get(type)?.name ?? type;
    },
  };
}
