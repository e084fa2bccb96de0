import { strict as assert } from 'node:assert';
import { Paced } from '../../src/extension/paced';

/** Takes its time, as a line of a list does of which much is to be said. */
function work(value: number): number {
  for (const end = performance.now() + 1; performance.now() < end;);
  return value;
}

const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));

describe('paced work', () => {
  let paced: Paced;
  beforeEach(() => (paced = new Paced()));
  afterEach(() => paced.dispose());

  it('is done at once where there is little of it', () => {
    assert.equal(
      paced.run(() => 1),
      1,
    );
  });

  it('is done in order and in several turns where there is much', async () => {
    const values = Array.from({ length: 60 }, (_, index) => index);
    const done: number[] = [];
    let turns = 0;
    const ended = { isIt: false };
    const all = Promise.all(
      values.map(async (value) => {
        done.push(await paced.run(() => work(value)));
      }),
    ).then(() => (ended.isIt = true));
    while (!ended.isIt) {
      turns += 1;
      await nextTurn();
    }
    await all;
    assert.deepEqual(done, values);
    // 60 ms of work in slices of 8 ms.
    assert.ok(turns >= 4, `${turns} turns`);
    await nextTurn();
    assert.equal(
      paced.run(() => 1),
      1,
    );
  });

  it('that fails, fails alone', async () => {
    const failing = () => {
      work(0);
      throw new Error('No.');
    };
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, async (_, index) =>
        paced.run(index % 2 === 0 ? failing : () => work(index)),
      ),
    );
    assert.deepEqual(
      results.map(({ status }) => status),
      results.map((_, index) => (index % 2 === 0 ? 'rejected' : 'fulfilled')),
    );
  });
});
