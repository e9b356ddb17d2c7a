/** A trigger, input or output of a function, as `@azure/functions` registers it; the rest depends on `type`. */
export interface Binding {
  type: string;
  direction?: string;
  [property: string]: unknown;
}

/** What `registerFunction` is called with; bindings by name, the return value's name being `$return`. */
export interface FunctionMetadata {
  name: string;
  bindings: Record<string, Binding>;
}

/** The one binding that starts the function, with its name. */
export function findTrigger(metadata: FunctionMetadata): { name: string; binding: Binding } | undefined {
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    if (/trigger$/i.test(binding.type)) return { name, binding };
  }
  return undefined;
}
