import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

  it('lists every code of a problem with lockfiles, with its severity, and no other', () => {
    const told = guide
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .flatMap(([, , code = '', severity = '']) =>
        /^`(lockfile|installed)\./.test(code) ? [`${code.replaceAll('`', '')} ${severity}`] : [],
      );
    assert.deepEqual(told.sort(), [...codesInSource()].sort());
  });
});

/** `lockfile.conflict warning`, as the source makes problems. */
function codesInSource(): Set<string> {
  const core = resolve(import.meta.dirname, '../../src/core');
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const codes = new Set<string>();
  for (const file of files)
    for (const [, code = '', severity = ''] of readFileSync(join(core, file), 'utf8').matchAll(PROBLEM))
      codes.add(`${code} ${severity}`);
  codes.add('lockfile.unreadable warning');
  return codes;
}

const PROBLEM = /code: '((?:lockfile|installed)\.[a-z-]+)',\s*severity: '([a-z]+)'/g;
