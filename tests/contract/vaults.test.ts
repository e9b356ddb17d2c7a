import { createMemoryWorld } from './support/memory-world.ts';
import { createSandboxWorld } from './support/sandbox-world.ts';
import { describeVaults } from './vaults.contract.ts';

describeVaults('in memory', createMemoryWorld);
describeVaults('Azure Key Vault', createSandboxWorld);
