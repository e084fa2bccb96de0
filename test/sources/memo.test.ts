import { strict as assert } from 'node:assert';
import { memo } from '../../src/sources/memo';

describe('sources/memo', () => {
  it('loads once', async () => {
    const kept = new Map<string, Promise<number>>();
    let loads = 0;
    const load = () => Promise.resolve(++loads);
    assert.deepEqual([await memo(kept, 'a', load), await memo(kept, 'a', load), loads], [1, 1, 1]);
    assert.equal(await memo(kept, 'b', load), 2);
  });

  it('keeps no failure', async () => {
    const kept = new Map<string, Promise<number>>();
    await assert.rejects(memo(kept, 'a', () => Promise.reject(new Error('once'))));
    assert.equal(await memo(kept, 'a', () => Promise.resolve(1)), 1);
  });
});
