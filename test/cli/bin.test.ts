import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, buildOnce } from './cli';

const { bin, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly version: string;
};

describe('the program that package.json names', () => {
  before(buildOnce);

  it('runs by its name, as npm links it', function () {
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'ospo-lens-bin-'));
    try {
      const link = join(folder, 'ospo-lens');
      symlinkSync(join(ROOT, bin['ospo-lens'] ?? ''), link);
      assert.equal(execFileSync(link, ['--version'], { encoding: 'utf8' }), `${version}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
