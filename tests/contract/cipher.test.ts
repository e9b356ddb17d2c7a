import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryCipher } from '../../shared/adapters/memory/memory-cipher.ts';
import { createMemoryKeyWrapper } from '../../shared/adapters/memory/memory-key-wrapper.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import { describeCipher } from './cipher.contract.ts';

describeCipher('in memory', () => createMemoryCipher({ random: createSeededRandom(1) }));

describeCipher('envelope', () =>
  createEnvelopeCipher(
    {
      rows: createMemoryRows(),
      keyWrapper: createMemoryKeyWrapper(),
      random: systemRandom,
      clock: createManualClock(),
    },
    { fresh: 3_600_000, stale: 0 },
  ),
);
