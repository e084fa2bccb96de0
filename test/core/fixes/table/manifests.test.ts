import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { parseManifest } from '../../../../src/core/manifests/packageJson';
import { apply, fixesIn, replacing } from '../support';
import { jsonVariants, lineDiff, singleLine } from './variants';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/fixes');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** What a fix is to make of a manifest: of each line with a marked entry, another line, or none. */
interface Case {
  readonly file: string;
  readonly name: string;
  /** `[before, after]`: what stands in the lines that change; an empty text takes the line away. */
  readonly lines: readonly (readonly [string, string])[];
  readonly fix: 'replace' | 'range';
  readonly nth?: number;
}

const NEW = 'good-lib';
const swap = (file: string, name: string, range: string, nth?: number): Case => ({
  file,
  name,
  lines: [[`"${name}": "${range}"`, `"${NEW}": "^7.0.0"`]],
  fix: 'replace',
  ...(nth !== undefined && { nth }),
});
const narrow = (file: string, name: string, range: string, after = '^0.9.0'): Case => ({
  file,
  name,
  lines: [[`"${name}": "${range}"`, `"${name}": "${after}"`]],
  fix: 'range',
});

const cases: readonly Case[] = [
  swap('npm-small.json', 'express', '^5.1.0'),
  swap('npm-small.json', 'helmet', '^8.0.0'),
  swap('npm-small.json', 'morgan', '^1.10.0'),
  narrow('npm-small.json', 'express', '^5.1.0'),
  narrow('npm-small.json', 'morgan', '^1.10.0'),
  swap('npm-medium.json', 'lodash', '^4.17.21'),
  swap('npm-medium.json', '@testing-library/react', '^16.0.0'),
  swap('npm-medium.json', 'date-fns', '^4.0.0'),
  narrow('npm-medium.json', 'next', '^15.0.0'),
  narrow('npm-medium.json', '@babel/preset-env', '^7.24.0'),
  swap('npm-library.json', 'classnames', '^2.5.1'),
  swap('npm-library.json', 'fsevents', '^2.3.3'),
  swap('npm-library.json', 'react', '>=18'),
  narrow('npm-library.json', 'moment-timezone', '~0.5.45'),
  {
    file: 'npm-library.json',
    name: 'uuid',
    // Its types go along.
    lines: [
      ['"uuid": "^9.0.1"', `"${NEW}": "^7.0.0"`],
      ['"@types/uuid": "^9.0.8"', ''],
    ],
    fix: 'replace',
  },
  swap('yarn-workspaces.json', 'left-pad', '1.3.0'),
  narrow('yarn-workspaces.json', 'lodash', 'npm:^4.17.21', 'npm:^0.9.0'),
  {
    file: 'yarn-workspaces.json',
    name: 'legacy-sdk',
    lines: [['"legacy-sdk": "npm:@celo/identity@^1.5.2"', `"legacy-sdk": "npm:${NEW}@^7.0.0"`]],
    fix: 'replace',
  },
];

function fixed({ name, fix, nth = 0 }: Case, text: string): string {
  const entry = parseManifest(text).value.dependencies.filter((each) => each.name === name)[nth];
  assert.ok(entry);
  const origin = { source: 'npm', label: 'npm', date: '2026-11-23' } as const;
  const scene = { text, name, nth };
  const [offered] =
    fix === 'replace'
      ? fixesIn({ ...scene, policy: replacing(entry.packageName, `${NEW}@^7.0.0`) })
      : fixesIn({
          ...scene,
          data: {
            code: 'license.changes-in-range',
            version: '9.9.9',
            from: 'MIT',
            to: 'BUSL-1.1',
            verdict: 'denied',
            origin,
            lastAllowedRange: '^0.9.0',
          },
        });
  return apply(text, offered);
}

/** A line that goes takes nothing with it; what stands around the entry on its line stays. */
function expectedLines(lines: Case['lines'], text: string) {
  const all = text.split(/(?<=\n)/);
  const removed = all.filter((line) => lines.some(([before]) => line.includes(before)));
  const added = removed.flatMap((line) => {
    const [before = '', after = ''] = lines.find(([old]) => line.includes(old)) ?? [];
    return after === '' ? [] : [line.replace(before, after)];
  });
  return { removed, added };
}

const problemCodes = (text: string) => parseManifest(text).problems.map(({ code }) => code);

function assertParses(text: string): void {
  const errors: ParseError[] = [];
  parseJsonc(text.replace(/^\ufeff/, ''), errors);
  assert.deepEqual(errors, []);
}

describe('fixes on real manifests change the intended lines only', () => {
  for (const one of cases) {
    for (const { title, write } of jsonVariants) {
      it(`${one.file}, ${title}: ${one.fix} ${one.name}`, () => {
        const before = write(read(one.file));
        const after = fixed(one, before);
        assert.deepEqual(lineDiff(before, after), expectedLines(one.lines, before));
        assertParses(after);
        assert.deepEqual(problemCodes(after), problemCodes(before));
      });
    }

    it(`${one.file}, ${singleLine.title}: ${one.fix} ${one.name}`, () => {
      const before = singleLine.write(read(one.file));
      const after = fixed(one, before);
      const minified = one.lines.map(([from, to]) => [from, to].map((part) => part.replace('": "', '":"')));
      const expected = minified.reduce((text, [from = '', to = '']) => {
        return to === '' ? text.replace(`${from},`, '') : text.replace(from, to);
      }, before);
      assert.equal(after, expected);
      assertParses(after);
    });
  }
});
