import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import { describeRandom } from './random.contract.ts';

describeRandom('seeded', () => createSeededRandom(1));
describeRandom('system', () => systemRandom);

describe('seeded randomness', () => {
  const draw = (seed: number) => {
    const random = createSeededRandom(seed);
    return [random.uuid(), random.bytes(5), random.uuid(), random.bytes(100)];
  };

  it('repeats itself for the same seed', () => {
    expect(draw(1)).toEqual(draw(1));
  });

  it('differs for another', () => {
    expect(draw(2)).not.toEqual(draw(1));
  });
});
