import { nullLogger } from '../../src/core/index';
import { openDiskCache } from '../../src/sources/diskCache';

// A process of its own that writes: `FOLDER NAME AMOUNT`. Says "writing" when the first entry is there; AMOUNT 0 writes until it is ended.
const [folder = '', name = '', amount = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const store = openDiskCache(folder, nullLogger);
  for (let index = 0; amount === '0' || index < Number(amount); index += 1) {
    await store.set(`${name} ${index % 50}`, `${name} ${index} ${'x'.repeat(20_000)} end`);
    await store.set('shared', `${name} ${index} end`);
    if (index === 0) process.stdout.write('writing\n');
  }
}

void main();
