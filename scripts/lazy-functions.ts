import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const functions = fileURLToPath(new URL('../functions', import.meta.url));

/**
 * Puts in the place of functions/declarations.ts what that module comes to, with an import for each function that is
 * carried out when it is first invoked. A start then compiles and sets up one group of routes instead of all of them.
 */
export const lazyFunctions: Plugin = {
  name: 'lazy-functions',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]functions[\\/]declarations\.ts$/ }, async () => ({
      contents: await declarations(),
      resolveDir: functions,
      loader: 'js',
    }));
  },
};

async function declarations(): Promise<string> {
  const { routeDeclarations, queueDeclarations } = await import('../functions/declarations.ts');
  const places = await placesOf();
  const listed = async (all: readonly { name: string; load(): Promise<object> }[]) =>
    Promise.all(
      all.map(async ({ load, ...told }) => {
        const place = places.get(await load());
        if (place === undefined) throw new Error(`${told.name} is exported by no module of functions/`);
        return `{ ...${JSON.stringify(told)}, load: async () => (await import('./${place.path}')).${place.expression} }`;
      }),
    );
  return `export const routeDeclarations = [${await listed(routeDeclarations)}];
export const queueDeclarations = [${await listed(queueDeclarations)}];
`;
}

/** In which module each exported function is, and the expression that gives it there. */
async function placesOf(): Promise<Map<unknown, { path: string; expression: string }>> {
  const places = new Map<unknown, { path: string; expression: string }>();
  for (const folder of ['http', 'queues']) {
    for (const file of (await readdir(`${functions}/${folder}`)).sort()) {
      // It has them all: importing it would load every one.
      if (file === 'routes.ts') continue;
      const path = `${folder}/${file}`;
      for (const [name, value] of Object.entries<unknown>(await import(`../functions/${path}`))) {
        places.set(value, { path, expression: name });
        if (!Array.isArray(value)) continue;
        for (const [at, one] of value.entries()) places.set(one, { path, expression: `${name}[${at}]` });
      }
    }
  }
  return places;
}
