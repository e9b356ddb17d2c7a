import { registerHooks } from 'node:module';
import type { FunctionMetadata } from './function-metadata.ts';
import type { LogLevel } from './host-log.ts';
import type { InvocationResponse, TypedData } from './typed-data.ts';

/** `handler(...inputs, context)` of the app. */
export type FunctionCallback = (...args: unknown[]) => unknown;
export type HookCallback = (context: object) => unknown;

export interface CoreInvocationContext {
  invocationId: string;
  metadata: FunctionMetadata;
  request: {
    invocationId: string;
    inputData: { name: string; data: TypedData }[];
    triggerMetadata: Record<string, TypedData>;
  };
  state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';
  log(level: LogLevel, category: 'user' | 'system', message: string): void;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
}

export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

/** What an app has registered. */
export interface Registrations {
  functions: Map<string, { metadata: FunctionMetadata; callback: FunctionCallback }>;
  hooks: Map<string, Set<HookCallback>>;
  model?: ProgrammingModel;
  /** After start-up nothing may be registered any more. */
  closed: boolean;
}

const HOOKS = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'];
/** What the app is told; `@azure/functions` asks for a host of 4.34 or later for all its features. */
const HOST_VERSION = '4.1041.0';

/**
 * The module `@azure/functions-core`, which is on no registry: the platform's worker supplies it, and `@azure/functions`
 * reaches the host through nothing else.
 */
export function createCoreModule(registrations: Registrations, log: CoreInvocationContext['log']) {
  const whileStarting = (what: string) => {
    if (registrations.closed) throw new Error(`${what} only during app startup.`);
  };
  return {
    version: '3.10.0',
    hostVersion: HOST_VERSION,
    Disposable: CoreDisposable,
    log,
    registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
      whileStarting('A function can be registered');
      if (registrations.functions.has(metadata.name)) {
        throw new Error(`A function named "${metadata.name}" is registered already.`);
      }
      registrations.functions.set(metadata.name, { metadata, callback });
      return new CoreDisposable(() => {
        whileStarting('A function can be disposed');
        registrations.functions.delete(metadata.name);
      });
    },
    registerHook(name: string, callback: HookCallback) {
      if (!HOOKS.includes(name)) throw new RangeError(`Unrecognized hook "${name}"`);
      const callbacks = registrations.hooks.get(name) ?? new Set();
      registrations.hooks.set(name, callbacks.add(callback));
      return new CoreDisposable(() => callbacks.delete(callback));
    },
    setProgrammingModel(model: ProgrammingModel) {
      registrations.model = model;
    },
    getProgrammingModel: () => registrations.model,
  };
}

class CoreDisposable {
  #dispose: () => unknown;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  dispose(): unknown {
    return this.#dispose();
  }
}

/** From now on `require` and `import` of `@azure/functions-core` give `module`. */
export function supplyCoreModule(module: object): void {
  const url = 'functions-core:api';
  const key = Symbol.for('functions-host.core-module');
  Object.defineProperty(globalThis, key, { value: module });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core'
        ? { url, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (loaded, context, next) =>
      loaded === url
        ? {
            format: 'commonjs',
            shortCircuit: true,
            source: `module.exports = globalThis[Symbol.for('${key.description}')];`,
          }
        : next(loaded, context),
  });
}
