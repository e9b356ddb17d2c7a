import type { CoreInvocationContext, HookCallback, Registrations } from './core-module.ts';
import { findTrigger } from './function-metadata.ts';
import type { Invocation } from './messages.ts';
import type { InvocationResponse } from './typed-data.ts';

/**
 * Runs one invocation through the app's programming model and hooks, in the order of the platform's worker:
 * arguments, pre-invocation hooks (which may change inputs and handler), handler, post-invocation hooks (which may change
 * result and error), response. Rejects with whatever the app threw.
 */
export async function runInvocation(
  registrations: Registrations,
  invocationId: string,
  invocation: Invocation,
  log: CoreInvocationContext['log'],
): Promise<InvocationResponse> {
  const registered = registrations.functions.get(invocation.functionName);
  const trigger = registered && findTrigger(registered.metadata);
  if (!registrations.model || !registered || !trigger) {
    throw new Error(`Function "${invocation.functionName}" is not loaded.`);
  }
  const core: CoreInvocationContext = {
    invocationId,
    metadata: registered.metadata,
    request: {
      invocationId,
      inputData: [{ name: trigger.name, data: invocation.data }],
      triggerMetadata: invocation.triggerMetadata ?? {},
    },
    log,
  };
  const model = await registrations.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  const hookData = {};

  const before = { hookData, invocationContext: context, functionCallback: registered.callback, inputs };
  core.state = 'preInvocationHooks';
  await runHooks(registrations.hooks.get('preInvocation'), before);

  core.state = 'invocation';
  const after = {
    hookData,
    invocationContext: context,
    inputs: before.inputs,
    result: null as unknown,
    error: null as unknown,
  };
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    // A handler may throw anything, also nothing; what the hooks see as "no error" must stay unmistakable.
    after.error = error ?? new Error(`The handler threw ${error}.`);
  }
  core.state = 'postInvocationHooks';
  await runHooks(registrations.hooks.get('postInvocation'), after);
  core.state = undefined;

  if (after.error !== null && after.error !== undefined) throw after.error;
  return model.getResponse(context, after.result);
}

export async function runHooks(hooks: Iterable<HookCallback> | undefined, context: object): Promise<void> {
  for (const hook of hooks ?? []) await hook(context);
}
