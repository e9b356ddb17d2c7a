import { type Merged, mergeLayers } from '../../domain/configuration/merge-layers.ts';
import {
  buildProjectView,
  type ProjectLayer,
  type ProjectView,
  type VisibleParameter,
} from '../../domain/configuration/project-view.ts';
import { smallest } from '../../domain/configuration/smallest.ts';
import type { Parameter, Project } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Rows } from '../../ports/rows.ts';
import { getParameterCount, putParameterCount, readChainState } from '../../store/parameter-counts.ts';
import { getParameterByName, listParametersBetween, parameterKey, parametersAfter } from '../../store/parameters.ts';
import type { Deps } from '../deps.ts';
import { loadProjectChain } from './load-project-chain.ts';
import { type ProjectChain, viewChain } from './load-project-view.ts';
import { readValues, type ValueScope } from './read-values.ts';

const mostAtOnce = 1000;
/** Up to so many names are looked up one by one in the projects that a project depends on. */
const fewNames = 4;

export interface ParameterListing {
  organizationId: string;
  projectId: string;
  /** Only the project's own, none that it inherits. */
  own: boolean;
  /** Only the one of this name, which is looked up. */
  name?: string;
  /** Absent: all. */
  fits?: (parameter: Parameter) => boolean;
  /** Absent: by name. Nothing may count as equal but the same name. */
  compare?: (one: Parameter, other: Parameter) => number;
  /** 1 to 1,000. */
  pageSize: number;
  /** How many come before the page … */
  skip: number;
  /** … unless it is known after which name the page begins. */
  after?: string;
  /** What was counted for an earlier page. */
  counted?: Counted;
  /** Absent: no values are read. */
  scope?: ValueScope;
}

export interface Counted {
  state: string;
  count: number;
}

export interface ListedParameters {
  parameters: VisibleParameter[];
  projectNames: ReadonlyMap<string, string>;
  counted: Counted;
  /** Whether others follow. */
  more: boolean;
}

type Item = Merged<Stored<Parameter>>;

/**
 * One page of what a project sees. By name and without a filter every page costs the same: one lookup for each project
 * of the chain and one for the count, one range of parameters for each project, and one range of values for each
 * project and environment in `scope`. Whoever counts first after a change reads the names of all.
 *
 * With a filter the page costs what is passed over until it is full; in another order it costs the reading of all
 * parameters, of which no more than the page is kept in memory. Rejects with `object.not-found`.
 */
export async function listVisibleParameters(
  deps: Pick<Deps, 'rows'>,
  listing: ParameterListing,
): Promise<ListedParameters> {
  const { rows } = deps;
  const chain = await loadProjectChain(deps, listing);
  if (listing.name !== undefined) return listOne(deps, chain, listing, listing.name);
  const recalled = await recallCount(rows, chain, listing);
  const { state } = recalled;
  const page = listing.compare === undefined ? await pageByName() : await pageInOrder(listing.compare);
  const { count } = page;
  if (recalled.count !== count && listing.fits === undefined) {
    await putParameterCount(rows, listing, kindOf(listing), { state, count });
  }
  const view = await viewPage(deps, chain, page.items, listing);
  return {
    parameters: page.items.flatMap(({ items: [{ name }] }) => view.parameters.get(name) ?? []),
    projectNames: new Map(chain.map((project) => [project.id, project.name])),
    counted: { state, count },
    more: page.more,
  };

  async function pageByName() {
    const { after, pageSize, fits } = listing;
    const skip = after === undefined ? listing.skip : 0;
    // What follows a name does not tell how many there are in all.
    const known = recalled.count ?? (after === undefined ? undefined : await countAll());
    const exactly = known !== undefined && skip === 0 && fits === undefined;
    const readAtOnce = exactly ? Math.min(pageSize + 1, mostAtOnce) : mostAtOnce;
    const items: Item[] = [];
    let matched = 0;
    if (known !== undefined && skip > 0 && skip >= known) return { items, count: known, more: false };
    for await (const item of walk(rows, chain, listing, { after, readAtOnce })) {
      matched += 1;
      if (matched <= skip) continue;
      if (items.length < pageSize) items.push(item);
      else if (known !== undefined) return { items, count: known, more: true };
    }
    return { items, count: known ?? matched, more: matched > skip + pageSize };
  }

  async function countAll(): Promise<number> {
    let count = 0;
    for await (const _ of walk(rows, chain, listing, { readAtOnce: mostAtOnce })) count += 1;
    return count;
  }

  async function pageInOrder(compare: (one: Parameter, other: Parameter) => number) {
    const boundary = listing.after === undefined ? undefined : await findVisible(rows, chain, listing.after);
    const skip = boundary === undefined ? listing.skip : 0;
    const compareItems = (one: Item, other: Item) => compare(one.items[0], other.items[0]);
    const best = smallest(skip + listing.pageSize + 1, compareItems);
    let matched = 0;
    for await (const item of walk(rows, chain, listing, { readAtOnce: mostAtOnce })) {
      matched += 1;
      if (boundary === undefined || compare(item.items[0], boundary) > 0) best.add(item);
    }
    const items = best.list().slice(skip);
    return { items: items.slice(0, listing.pageSize), count: matched, more: items.length > listing.pageSize };
  }
}

async function listOne(
  deps: Pick<Deps, 'rows'>,
  chain: ProjectChain,
  listing: ParameterListing,
  name: string,
): Promise<ListedParameters> {
  const { own, projectId, fits, skip, scope } = listing;
  const visible = (await viewChain(deps, chain, { name, values: scope !== undefined, scope })).parameters.get(name);
  const shown =
    visible !== undefined &&
    (!own || visible.parameter.projectId === projectId) &&
    (fits === undefined || fits(visible.parameter));
  return {
    parameters: shown && skip === 0 ? [visible] : [],
    projectNames: new Map(chain.map((project) => [project.id, project.name])),
    counted: { state: '', count: shown ? 1 : 0 },
    more: false,
  };
}

function kindOf({ own }: Pick<ParameterListing, 'own'>): 'own' | 'all' {
  return own ? 'own' : 'all';
}

/** The state of what is listed, and how much it was counted to be in this state. */
async function recallCount(
  rows: Rows,
  chain: ProjectChain,
  listing: ParameterListing,
): Promise<{ state: string; count?: number }> {
  const concerned = listing.own ? chain.slice(0, 1) : chain;
  const ids = concerned.map(({ id }) => id);
  const readCount = () => getParameterCount(rows, listing, kindOf(listing));
  // What an earlier page brings along is mostly right: the count is asked for only if it is not.
  const [state, early] = await Promise.all([
    readChainState(rows, listing.organizationId, ids),
    listing.counted === undefined && listing.fits === undefined ? readCount() : listing.counted,
  ]);
  if (early?.state === state) return { state, count: early.count };
  if (listing.counted === undefined || listing.fits !== undefined) return { state };
  const late = await readCount();
  return { state, count: late?.state === state ? late.count : undefined };
}

/** What is listed, in the order of the names. */
async function* walk(
  rows: Rows,
  chain: ProjectChain,
  { own, fits }: ParameterListing,
  { after, readAtOnce }: { after?: string; readAtOnce: number },
): AsyncGenerator<Item> {
  const begin = { after: after === undefined ? undefined : parameterKey(after), pageSize: readAtOnce };
  const sources = (own ? chain.slice(0, 1) : chain).map(({ organizationId, id: projectId }) =>
    parametersAfter(rows, { organizationId, projectId }, begin),
  );
  for await (const item of mergeLayers(sources, ({ name }) => parameterKey(name))) {
    if (fits === undefined || fits(item.items[0])) yield item;
  }
}

async function findVisible(rows: Rows, chain: ProjectChain, name: string): Promise<Stored<Parameter> | undefined> {
  const found = await Promise.all(
    chain.map(({ organizationId, id }) => getParameterByName(rows, organizationId, id, name)),
  );
  return found.find((parameter) => parameter !== undefined);
}

/** Lays the projects over each other, as far as these names go. */
async function viewPage(
  deps: Pick<Deps, 'rows'>,
  [own, ...ancestors]: ProjectChain,
  items: readonly Item[],
  listing: ParameterListing,
): Promise<ProjectView> {
  const names = items.map(({ items: [{ name }] }) => name).sort(byKey);
  const load = async (project: Stored<Project>): Promise<ProjectLayer> => {
    const known = items.flatMap((item) => item.items.filter(({ projectId }) => projectId === project.id));
    const parameters = listing.own && project.id !== own.id ? await findNamed(deps.rows, project, names) : known;
    const ordered = parameters.toSorted((one, other) => byKey(one.name, other.name));
    const values = listing.scope === undefined ? [] : await readValues(deps, ordered, listing.scope);
    return { project, parameters: ordered, values };
  };
  const [first, rest] = await Promise.all([load(own), Promise.all(ancestors.map(load))]);
  return buildProjectView([first, ...rest]);
}

async function findNamed(
  rows: Rows,
  { organizationId, id: projectId }: Stored<Project>,
  names: readonly string[],
): Promise<Stored<Parameter>[]> {
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (names.length <= fewNames) {
    const found = await Promise.all(names.map((name) => getParameterByName(rows, organizationId, projectId, name)));
    return found.flatMap((parameter) => parameter ?? []);
  }
  const wanted = new Set(names);
  const between = await listParametersBetween(rows, { organizationId, projectId }, { first, last });
  return between.filter(({ name }) => wanted.has(name));
}

function byKey(one: string, other: string): number {
  const [a, b] = [parameterKey(one), parameterKey(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
