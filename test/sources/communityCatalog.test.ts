import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogFrom, MANIFESTS, printCatalog, suggestedNames } from '../../scripts/catalogFormat';
import { isPackageName, parsePolicy } from '../../src/core/index';
import type { CommunityCatalog } from '../../src/core/index';
import { createCommunityCatalog } from '../../src/sources/communityCatalog';
import { asRecord } from '../../src/sources/json';
import type { Json } from '../../src/sources/json';
import { tempFolder } from './support';

const root = resolve(import.meta.dirname, '../..');
const resources = join(root, 'resources');
const about = { name: 'c', version: '1.0.0', date: '2026-11-23' };

const mapped = (name: string, ...replacements: string[]) => ({
  [name]: { type: 'module', moduleName: name, replacements, url: { type: 'e18e', id: name } },
});
const documented = (id: string, replacementModule = id) => ({
  [id]: { id, type: 'documented', replacementModule },
});

/** What a catalog of one mapping says. */
function usesOf(replacements: Json, ids: readonly string[], packages: CommunityCatalog['packages'] = {}) {
  const manifest = { mappings: mapped('old', ...ids), replacements };
  return catalogFrom([manifest], packages, about).entries['old']?.use ?? [];
}

function policyOf(text: string) {
  return parsePolicy(`version: 1\n${text}`, { origin: 'p.yaml' }).value;
}

describe('the community catalog, from module-replacements', () => {
  const names: readonly (readonly [string, readonly string[]])[] = [
    ['date-fns', ['date-fns']],
    ['@tinyhttp/app', ['@tinyhttp/app']],
    ['day.js', ['dayjs']],
    ['zod/mini', ['zod']],
    ['node:fs', []],
    ['Teleport', []],
    ['a b', []],
  ];
  for (const [stated, expected] of names)
    it(`takes ${stated} for ${expected.join() || 'no package of npm'}`, () => {
      assert.deepEqual(suggestedNames([{ mappings: {}, replacements: documented('x', stated) }]), expected);
    });

  it('leaves out packages that nobody vouches for, under the name in which they are installed', () => {
    const replacements = { ...documented('day.js'), ...documented('no-such') };
    assert.deepEqual(usesOf(replacements, ['day.js', 'no-such'], { dayjs: {} }), [
      { kind: 'package', name: 'dayjs' },
    ]);
  });

  it('says what the platform does, since when, and where to read it', () => {
    const replacements = {
      'Object.assign': {
        type: 'native',
        id: 'Object.assign',
        url: { type: 'mdn', id: 'Web/Assign' },
        engines: [
          { engine: 'bun', minVersion: '1.0.0' },
          { engine: 'nodejs', minVersion: '4.0.0' },
        ],
      },
      spread_syntax: { type: 'native', id: 'spread_syntax', url: { type: 'node', id: 'api/x.html' } },
      'Bun.file': { type: 'native', id: 'Bun.file', url: 'https://bun.com/reference/bun/file' },
    };
    assert.deepEqual(usesOf(replacements, ['Object.assign', 'spread_syntax', 'Bun.file']), [
      {
        kind: 'native',
        what: 'Object.assign',
        node: '4.0.0',
        link: 'https://developer.mozilla.org/en-US/docs/Web/Assign',
      },
      { kind: 'native', what: 'spread syntax', link: 'https://nodejs.org/api/x.html' },
    ]);
  });

  it('adds up what several manifests say of a package, the first first', () => {
    const code = { s: { type: 'simple', description: 'Do it.', example: 'a()' } };
    const manifests = [
      { mappings: mapped('old', 's'), replacements: code },
      { mappings: mapped('old', 'new', 's'), replacements: { ...documented('new'), ...code } },
    ];
    const { entries } = catalogFrom(manifests, { new: {} }, about);
    assert.deepEqual(
      entries['old']?.use.map(({ kind }) => kind),
      ['code', 'package'],
    );
  });

  it('is silent where nothing is left', () => {
    const manifest = { mappings: mapped('old', 'gone', 'nowhere'), replacements: documented('gone') };
    assert.deepEqual(catalogFrom([manifest], {}, about).entries, {});
  });
});

describe('the community catalog that ships', () => {
  const text = readFileSync(join(resources, 'catalog', 'module-replacements.json'), 'utf8');
  const { license, ...shipped } = JSON.parse(text) as CommunityCatalog & { license: string };
  const source = join(root, 'node_modules', 'module-replacements');
  const read = (name: string) => asRecord(JSON.parse(readFileSync(join(source, name), 'utf8'))) ?? {};

  it('is what its script makes of the package, with its license', () => {
    const manifests = MANIFESTS.map((name) => read(`manifests/${name}.json`));
    const { version, license: stated } = read('package.json');
    assert.deepEqual([shipped.version, license], [version, stated]);
    const { name, date } = shipped;
    const made = catalogFrom(manifests, shipped.packages, { name, version: shipped.version, date });
    assert.equal(text, printCatalog(made, license));
    assert.equal(
      readFileSync(join(resources, 'catalog', 'LICENSE-module-replacements.txt'), 'utf8'),
      readFileSync(join(source, 'LICENSE'), 'utf8'),
    );
  });

  it('suggests packages only that are there, and links only to web pages', () => {
    const uses = Object.values(shipped.entries).flatMap(({ use }) => use);
    const packages = uses.flatMap((use) => (use.kind === 'package' ? [use.name] : []));
    assert.deepEqual(
      packages.filter((name) => !isPackageName(name) || !Object.hasOwn(shipped.packages, name)),
      [],
    );
    assert.ok(packages.includes('dayjs') && !packages.includes('day.js'));
    const links = [
      ...Object.values(shipped.entries).map(({ link }) => link),
      ...uses.map((use) => (use.kind === 'native' ? use.link : undefined)),
    ].filter((link) => link !== undefined);
    assert.ok(links.length > 500);
    assert.deepEqual(
      links.filter((link) => !/^https:\/\/[\w./%@:#()*-]+$/.test(link)),
      [],
    );
  });

  it('knows the license of a package wherever it knows its version', () => {
    const known = Object.entries(shipped.packages).filter(([, { version }]) => version !== undefined);
    assert.ok(known.length > 20);
    assert.deepEqual(
      known.filter(([, one]) => one.license === undefined),
      [],
    );
  });
});

describe('createCommunityCatalog', () => {
  const temp = tempFolder();
  after(() => temp.remove());
  const cases: readonly (readonly [string, boolean, boolean])[] = [
    ['', false, false],
    ['', true, true],
    ['community-catalog: true', false, true],
    ['community-catalog: false', true, false],
  ];
  for (const [policy, wanted, expected] of cases)
    it(`${expected ? 'reads' : 'does not read'} it where the setting is ${wanted} and the policy says "${policy}"`, async () => {
      const catalog = await createCommunityCatalog(resources)(policyOf(policy), wanted);
      assert.equal(catalog?.name, expected ? 'module-replacements' : undefined);
    });

  for (const text of ['', '{', '[]', '{"name":"x"}', '{"name":"x","packages":{},"entries":[]}'])
    it(`suggests nothing from a file that is damaged: ${text}`, async () => {
      mkdirSync(join(temp.path, 'catalog'), { recursive: true });
      writeFileSync(join(temp.path, 'catalog', 'module-replacements.json'), text);
      assert.equal(await createCommunityCatalog(temp.path)(policyOf(''), true), undefined);
    });
});
