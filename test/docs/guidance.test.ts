import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findingCodes, learnTexts, practicesOf } from '../../src/core/index';
import { GUIDANCE_IDS } from '../../src/core/policy/vocabulary';

const folder = resolve(import.meta.dirname, '../../resources/guidance');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const files = readdirSync(folder).sort();

describe('the guidance that ships', () => {
  it('has a text for each id, and no other', () => {
    assert.deepEqual(files, GUIDANCE_IDS.map((id) => `${id}.md`).sort());
  });

  for (const file of files) {
    it(`${file} says its source and license at its end`, () => {
      const [, source = ''] = read(file).split('\n## Source and license\n');
      assert.match(source, /\[[^\]]+\]\(https:\/\/[^)]+\)/);
      assert.match(
        source,
        /This text:\s\[CC-BY-4\.0\]\(https:\/\/creativecommons\.org\/licenses\/by\/4\.0\/\)\.\n$/,
      );
      assert.doesNotMatch(source, /\n#/);
    });

    it(`${file} begins with its only title`, () => {
      assert.equal(read(file).match(/^# /gm)?.length, 1);
      assert.match(read(file), /^# /);
    });
  }

  it('is called in the list as it calls itself', () => {
    for (const text of learnTexts({})) {
      assert.equal(text.kind, 'shipped');
      assert.ok(read(`${text.id}.md`).startsWith(`# ${text.title}\n`), text.id);
      assert.ok(text.about.length > 10);
    }
  });
});

describe('the practices of S2C2F', () => {
  const rows = (pattern: RegExp) => [...read('supply-chain.md').matchAll(pattern)];

  it('stand for every finding as the code has them', () => {
    const told = rows(/^\| `([\w.-]+)` \| ([^|]+) \|/gm).map(([, code, ids]) => [code, ids]);
    const known = findingCodes.map((code) => [code, practicesOf(code).join(', ') || 'none']);
    assert.deepEqual(told.sort(), known.sort());
  });

  it('are all explained, and no others', () => {
    const explained = rows(/^\| ([A-Z]{3}-\d) \|/gm).map(([, id]) => id);
    assert.deepEqual(
      explained.sort(),
      [...new Set(findingCodes.flatMap((code) => [...practicesOf(code)]))].sort(),
    );
  });
});

describe('learnTexts', () => {
  const own = (title: string, ...replaces: (typeof GUIDANCE_IDS)[number][]) => ({
    title,
    location: 'a.md',
    replaces,
  });
  const names = (...onboarding: ReturnType<typeof own>[]) =>
    learnTexts({ onboarding }).map((text) => (text.kind === 'own' ? text.title : text.id));

  const cases: readonly (readonly [string, string[], readonly string[]])[] = [
    ['nothing', names(), [...GUIDANCE_IDS]],
    ['a text beside', names(own('First week')), ['First week', ...GUIDANCE_IDS]],
    [
      'a text instead of two',
      names(own('How we give', 'contributing', 'ospo-model')),
      ['How we give', 'new-dependency', 'license-families', 'supply-chain'],
    ],
    ['a text instead of all', names(own('Ours', ...GUIDANCE_IDS)), ['Ours']],
  ];
  for (const [name, found, expected] of cases)
    it(`lists what to read where the organization adds ${name}`, () => assert.deepEqual(found, expected));
});
