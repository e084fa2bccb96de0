import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { parseCatalogs } from '../../../../src/core/manifests/catalogs';
import type { FindingData, Fix } from '../../../../src/core/model';
import { apply, applyElsewhere, fixesIn, origin, replacing } from '../support';
import { jsonVariants, lineDiff, yamlVariants } from './variants';

const FOLDER = resolve(import.meta.dirname, '../../../fixtures/fixes');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

const narrowed: FindingData = {
  code: 'license.changes-in-range',
  version: '9.9.9',
  from: 'MIT',
  to: 'BUSL-1.1',
  verdict: 'denied',
  origin,
  lastAllowedRange: '^0.9.0',
};

/** What a fix for one entry is to change: lines of the catalog's file, and lines of the manifest. */
interface Case {
  readonly name: string;
  readonly fix: 'range' | 'replace' | 'replace-shared';
  readonly file: string;
  readonly by?: string;
  /** Lines without their indentation and end. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly manifest?: { readonly removed: readonly string[]; readonly added: readonly string[] };
}

const manifestOf: Readonly<Record<string, string>> = {
  'pnpm-workspace.yaml': 'pnpm-app.json',
  'yarnrc.yml': 'yarn-app.json',
  'bun-root.json': 'bun-app.json',
};

const pnpm = { file: 'pnpm-workspace.yaml' } as const;
const yarn = { file: 'yarnrc.yml' } as const;
const bun = { file: 'bun-root.json' } as const;
const renamed = (old: string, catalog = 'catalog:', comma = ',', name = 'good-lib') => ({
  removed: [`"${old}": "${catalog}"${comma}`],
  added: [`"${name}": "${catalog}"${comma}`],
});

const cases: readonly Case[] = [
  {
    ...pnpm,
    name: 'moment',
    fix: 'range',
    removed: ['moment: ^2.29.4 # see the migration guide'],
    added: ['moment: ^0.9.0 # see the migration guide'],
  },
  { ...pnpm, name: 'react', fix: 'range', removed: ['"react": "^18.3.1"'], added: ['"react": "^0.9.0"'] },
  {
    ...pnpm,
    name: '@types/node',
    fix: 'range',
    removed: ["'@types/node': ^20.14.0"],
    added: ["'@types/node': ^0.9.0"],
  },
  { ...pnpm, name: 'request', fix: 'range', removed: ["request: '2.88.2'"], added: ["request: '^0.9.0'"] },
  { ...pnpm, name: 'express', fix: 'range', removed: ['express: ~4.19.2'], added: ['express: ^0.9.0'] },
  {
    ...pnpm,
    name: 'eslint',
    fix: 'range',
    removed: [`tools: { eslint: ^9.0.0, 'ts-node': "10.9.2" }`],
    added: [`tools: { eslint: ^0.9.0, 'ts-node': "10.9.2" }`],
  },
  {
    ...pnpm,
    name: 'moment',
    fix: 'replace',
    removed: ['moment: ^2.29.4 # see the migration guide'],
    added: ['good-lib: ^7.0.0 # see the migration guide'],
    manifest: {
      removed: ['"moment": "catalog:",', '"@types/moment": "^2.13.0",'],
      added: ['"good-lib": "catalog:",'],
    },
  },
  {
    ...pnpm,
    name: 'react',
    fix: 'replace',
    by: '@good/lib@>=7 <8',
    removed: ['"react": "^18.3.1"'],
    added: ['"@good/lib": ">=7 <8"'],
    manifest: renamed('react', 'catalog:', ',', '@good/lib'),
  },
  {
    ...pnpm,
    name: 'uuid',
    fix: 'replace',
    by: '@good/lib@>=7 <8',
    removed: ['uuid: 9.0.1'],
    added: ["'@good/lib': '>=7 <8'"],
    manifest: { removed: ['"uuid": "catalog:"'], added: ['"@good/lib": "catalog:"'] },
  },
  {
    ...pnpm,
    name: 'moment',
    fix: 'replace-shared',
    removed: [],
    added: ['good-lib: ^7.0.0'],
    manifest: {
      removed: ['"moment": "catalog:",', '"@types/moment": "^2.13.0",'],
      added: ['"good-lib": "catalog:",'],
    },
  },
  {
    ...pnpm,
    name: 'eslint',
    fix: 'replace-shared',
    removed: [`tools: { eslint: ^9.0.0, 'ts-node': "10.9.2" }`],
    added: [`tools: { eslint: ^9.0.0, good-lib: ^7.0.0, 'ts-node': "10.9.2" }`],
    manifest: renamed('eslint', 'catalog:tools'),
  },
  {
    ...pnpm,
    name: 'request',
    fix: 'replace-shared',
    by: 'zod@^3',
    removed: [],
    added: [],
    manifest: { removed: ['"request": "catalog:legacy",'], added: [] },
  },
  {
    ...yarn,
    name: 'moment',
    fix: 'range',
    removed: ['"moment": "npm:^2.29.4"'],
    added: ['"moment": "^0.9.0"'],
  },
  {
    ...yarn,
    name: 'request',
    fix: 'replace',
    removed: ['request: "2.88.2"'],
    added: ['good-lib: "^7.0.0"'],
    manifest: renamed('request', 'catalog:test', ''),
  },
  { ...bun, name: 'moment', fix: 'range', removed: ['"moment": "^2.29.4",'], added: ['"moment": "^0.9.0",'] },
  {
    ...bun,
    name: 'moment',
    fix: 'replace-shared',
    removed: [],
    added: ['"good-lib": "^7.0.0",'],
    manifest: renamed('moment'),
  },
  {
    ...bun,
    name: 'request',
    fix: 'replace',
    removed: ['"testing": { "jest": "30.0.0", "request": "2.88.2" }'],
    added: ['"testing": { "jest": "30.0.0", "good-lib": "^7.0.0" }'],
    manifest: {
      removed: ['"devDependencies": { "request": "catalog:testing" }'],
      added: ['"devDependencies": { "good-lib": "catalog:testing" }'],
    },
  },
];

function fixOf({ name, fix, by = 'good-lib@^7.0.0' }: Case, text: string, catalog: Catalog): Fix | undefined {
  const scene = { text, name, catalog, shared: fix === 'replace-shared' };
  const [offered] =
    fix === 'range'
      ? fixesIn({ ...scene, data: narrowed })
      : fixesIn({ ...scene, policy: replacing(name, by) });
  return offered;
}

type Catalog = Readonly<Record<'file' | 'text', string>>;

/** A comment that a variant adds belongs to the line. */
function plain({ removed, added }: ReturnType<typeof lineDiff>) {
  const strip = (line: string): string => line.trim().replace(/ \/\/ why$/, '');
  return { removed: removed.map(strip), added: added.map(strip) };
}

function assertParses({ file, text }: Catalog): void {
  if (file.endsWith('.json')) assert.notEqual(parseCatalogs(file, text), undefined);
  else assert.deepEqual(parseDocument(text).errors, []);
}

describe('fixes in catalogs change the intended lines only', () => {
  for (const one of cases) {
    for (const { title, write } of one.file.endsWith('.json') ? jsonVariants : yamlVariants) {
      it(`${one.file}, ${title}: ${one.fix} ${one.name}`, () => {
        const manifest = read(manifestOf[one.file] ?? assert.fail());
        const catalog = { file: one.file, text: write(read(one.file)) };
        const fix = fixOf(one, manifest, catalog);
        const after = applyElsewhere(catalog, fix);
        assert.deepEqual(plain(lineDiff(catalog.text, after)), { removed: one.removed, added: one.added });
        assertParses({ file: one.file, text: after });
        const { removed = [], added = [] } = one.manifest ?? {};
        assert.deepEqual(plain(lineDiff(manifest, apply(manifest, fix))), { removed, added });
      });
    }
  }

  it('say in which file, and whom else they reach', () => {
    const catalog = { file: '/home/x/pnpm-workspace.yaml', text: read('pnpm-workspace.yaml') };
    const scene = { text: read('pnpm-app.json'), name: 'react', catalog, data: narrowed };
    assert.deepEqual(
      [false, true].map((shared) => fixesIn({ ...scene, shared })[0]?.title),
      [
        'Use ^0.9.0, the last range that the policy allows, in pnpm-workspace.yaml',
        'Use ^0.9.0, the last range that the policy allows, in pnpm-workspace.yaml, for every manifest that names it',
      ],
    );
  });

  const without: readonly (readonly [string, string, string])[] = [
    ['an entry that others share by an anchor', 'zod', read('pnpm-workspace.yaml')],
    ['a file that no longer lists it', 'react', 'catalog:\n  moment: ^2\n'],
    ['a file that is broken', 'react', 'catalog: {'],
  ];
  for (const [title, name, now] of without) {
    it(`are none for ${title}`, () => {
      const catalog = { file: 'pnpm-workspace.yaml', text: read('pnpm-workspace.yaml') };
      const text = read('pnpm-app.json');
      assert.deepEqual(fixesIn({ text, name, catalog, now, policy: replacing(name, 'good-lib@^7') }), []);
    });
  }

  it('keep the entry that an override of pnpm names', () => {
    const text = "overrides:\n  moment: 'catalog:'\ncatalog:\n  moment: ^2.29.4\n";
    const catalog = { file: 'pnpm-workspace.yaml', text };
    const manifest = '{"dependencies":{"moment":"catalog:"}}';
    const [fix] = fixesIn({
      text: manifest,
      name: 'moment',
      catalog,
      policy: replacing('moment', 'good-lib@^7'),
    });
    assert.equal(applyElsewhere(catalog, fix), text.replace('  moment: ^2', '  good-lib: ^7\n  moment: ^2'));
  });
});
