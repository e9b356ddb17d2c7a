import { idOf } from '../../api/id-of.ts';
import type { Schemas } from '../../api/schema.ts';

export type Environment = Schemas['Environment'];

export interface EnvironmentNode {
  environment: Environment;
  /** 0 for those that are under none. */
  depth: number;
  children: EnvironmentNode[];
}

export interface EnvironmentTree {
  roots: EnvironmentNode[];
  /** Each before those under it. */
  all: EnvironmentNode[];
}

/** Lays environments under their parents; siblings keep their order. */
export function toTree(environments: readonly Environment[]): EnvironmentTree {
  const all: EnvironmentNode[] = [];
  const under = (parentId: string | undefined, depth: number): EnvironmentNode[] =>
    environments
      .filter(({ parent }) => (parent === null ? undefined : idOf(parent)) === parentId)
      .map((environment) => {
        const node: EnvironmentNode = { environment, depth, children: [] };
        all.push(node);
        node.children = under(environment.id, depth + 1);
        return node;
      });
  return { roots: under(undefined, 0), all };
}
