import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultSeverity, findingCodes, titleOf } from '../../src/core/index';

const guide = readFileSync(resolve(import.meta.dirname, '../../resources/docs/findings.md'), 'utf8');
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the guide to the findings', () => {
  it('lists every code with its title and severity, and no other', () => {
    assert.deepEqual(
      rows.map(([, code, title, severity]) => [code, title, severity]).sort(),
      findingCodes.map((code) => [`\`${code}\``, titleOf(code), defaultSeverity(code)]).sort(),
    );
  });
});
