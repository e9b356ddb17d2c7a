import type { KeyWrapper } from '../../ports/key-wrapper.ts';
import { type Circuit, type CircuitDeps, createCircuit } from './circuit.ts';

/** Milliseconds after which nobody waits any longer for a wrapping key: a request does so once. */
const patience = 3_000;

/**
 * A key wrapper that is not asked while it is known to be away. Each version of the wrapping key is on its own: one that
 * was disabled holds up nobody who needs another.
 */
export function guardKeyWrapper(
  wrapper: KeyWrapper,
  { limit = () => AbortSignal.timeout(patience), ...deps }: Omit<CircuitDeps, 'limit'> & Partial<CircuitDeps>,
): KeyWrapper {
  const circuits = new Map<string, Circuit>();

  function circuitOf(wrappingKey: string): Circuit {
    const circuit = circuits.get(wrappingKey) ?? createCircuit(wrappingKey, { ...deps, limit });
    circuits.set(wrappingKey, circuit);
    return circuit;
  }

  return {
    wrap: (dataKey) => circuitOf('newest')((signal) => wrapper.wrap(dataKey, signal)),
    unwrap: (wrapped) => circuitOf(wrapped.wrappedBy)((signal) => wrapper.unwrap(wrapped, signal)),
  };
}
