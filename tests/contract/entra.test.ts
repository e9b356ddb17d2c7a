import { memoryEntraHarness, sandboxEntraHarness } from '../support/entra-harness.ts';
import { describeEntra } from './entra.contract.ts';

describeEntra('in memory', memoryEntraHarness);
describeEntra('by its libraries, against the local Azure', sandboxEntraHarness);
