import { strict as assert } from 'node:assert';
import { PAUSES_MS, Recovery } from '../../src/extension/recovery/recovery';

/** A timer that goes off when it is told to. */
class FakeTimer {
  readonly running = new Map<number, { callback: () => void; ms: number }>();
  private next = 0;
  private clock = 0;

  start = (callback: () => void, ms: number): number => {
    this.next += 1;
    this.running.set(this.next, { callback, ms });
    return this.next;
  };

  now = (): number => this.clock;

  stop = (handle: unknown): void => {
    this.running.delete(handle as number);
  };

  /** The pauses that run now, in seconds. */
  get seconds(): number[] {
    return [...this.running.values()].map(({ ms }) => ms / 1000);
  }

  /** Time passes in which no pause ends. */
  pass(seconds: number): void {
    this.clock += seconds * 1000;
  }

  goOff(): void {
    for (const [handle, { callback, ms }] of [...this.running]) {
      this.running.delete(handle);
      this.clock += ms;
      callback();
    }
  }
}

function start() {
  const timer = new FakeTimer();
  const world = { missing: true, asked: 0 };
  const recovery = new Recovery({
    timer,
    isMissing: () => world.missing,
    askAgain: () => {
      world.asked += 1;
      // What is asked again tells of it before there is an answer.
      recovery.update();
      return world.missing;
    },
    pausesMs: () => PAUSES_MS,
  });
  return { timer, world, recovery };
}

describe('recovery', () => {
  it('asks again after pauses that grow to ten minutes', () => {
    const { timer, world, recovery } = start();
    recovery.update();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      assert.equal(timer.running.size, 1);
      pauses.push(...timer.seconds);
      timer.goOff();
    }
    assert.deepEqual(pauses, [30, 60, 120, 240, 480, 600, 600, 600]);
    assert.equal(world.asked, 8);
  });

  it('rests while nothing is missing, and begins with a short pause when something is again', () => {
    const { timer, world, recovery } = start();
    recovery.update();
    timer.goOff();
    timer.goOff();
    world.missing = false;
    recovery.update();
    assert.deepEqual([timer.seconds, world.asked], [[], 2]);
    recovery.focus();
    assert.equal(world.asked, 2);
    world.missing = true;
    recovery.update();
    assert.deepEqual(timer.seconds, [30]);
  });

  it('asks at once when somebody comes back to the window', () => {
    const { timer, world, recovery } = start();
    recovery.update();
    recovery.focus();
    assert.deepEqual([world.asked, timer.seconds], [1, [60]]);
  });

  it('asks no more often than that, however often somebody comes back', () => {
    const { timer, world, recovery } = start();
    recovery.update();
    recovery.focus();
    timer.pass(29);
    recovery.focus();
    assert.deepEqual([world.asked, timer.seconds], [1, [60]]);
    timer.pass(1);
    recovery.focus();
    assert.deepEqual([world.asked, timer.seconds], [2, [120]]);
  });

  it('changes in between do not put the question off', () => {
    const { timer, recovery } = start();
    recovery.update();
    const [handle] = timer.running.keys();
    recovery.update();
    assert.deepEqual([...timer.running.keys()], [handle]);
  });

  it('stops when it is disposed', () => {
    const { timer, recovery } = start();
    recovery.update();
    recovery.dispose();
    assert.equal(timer.running.size, 0);
  });
});
