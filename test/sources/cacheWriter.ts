import { nullLogger } from '../../src/core/index';
import { openDiskCache } from '../../src/sources/diskCache';

// A process of its own that writes: `FOLDER NAME AMOUNT`. Says "writing" when it began; AMOUNT 0 writes until it is ended.
const [folder = '', name = '', amount = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const store = openDiskCache(folder, nullLogger);
  process.stdout.write('writing\n');
  for (let index = 0; amount === '0' || index < Number(amount); index += 1) {
    await store.set(`${name} ${index % 50}`, `${name} ${index} ${'x'.repeat(20_000)} end`);
    await store.set('shared', `${name} ${index} end`);
  }
}

void main();
