import { strict as assert } from 'node:assert';
import { parse as parseYaml } from 'yaml';
import { jsonVariants, lineDiff, yamlVariants } from '../fixes/table/variants';
import { npmLock } from '../helpers/scanned';
import { after, fixesOn, judged, locked, titles } from './support';
import type { Scene } from './support';

const runs: Scene['runs'] = {
  bad: [
    ['1.0.0', '1.9.3', 'MIT'],
    ['2.0.0', '2.4.0', 'AGPL-3.0-only'],
  ],
};
const policy = `licenses: { allow: [permissive], deny: [network-copyleft] }
packages: { deny: [{ package: bad@2.0.0 }] }`;
const MANIFEST = `{
  "name": "app",
  "dependencies": {
    "lib": "^1.0.0"
  },
  "license": "MIT"
}
`;
/** The manifest with more in front of its last line. */
const withBlock = (block: string): string => MANIFEST.replace('"MIT"\n}', `"MIT",\n${block}\n}`);
const OUTSIDE = 'outside of what lib asks for (^2.0.0), so test it';
const IN_MANIFEST = `Override bad by ^1.9.3 (MIT), in package.json: ${OUTSIDE}`;
/** What becomes of MANIFEST. */
const ownBlock = (key: string) => ({
  removed: ['  "license": "MIT"'],
  added: ['  "license": "MIT",', `  "${key}": {`, '    "bad": "^1.9.3"', '  }'],
});

interface Row {
  readonly title: string;
  readonly lockfile: Scene['lockfile'];
  readonly before: string;
  readonly settings?: string;
  readonly says: string;
  /** Lines, without their ends. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: 'npm: a block of its own',
    lockfile: locked.npm,
    before: MANIFEST,
    says: IN_MANIFEST,
    ...ownBlock('overrides'),
  },
  {
    title: 'npm: in the order of a block that is there',
    lockfile: locked.npm,
    before: withBlock('  "overrides": {\n    "abc": "1",\n    "xyz": "2"\n  }'),
    says: IN_MANIFEST,
    removed: [],
    added: ['    "bad": "^1.9.3",'],
  },
  {
    title: 'npm: at the end of a block without order',
    lockfile: locked.npm,
    before: withBlock('  "overrides": {\n    "xyz": "2",\n    "abc": "1"\n  }'),
    says: IN_MANIFEST,
    removed: ['    "abc": "1"'],
    added: ['    "abc": "1",', '    "bad": "^1.9.3"'],
  },
  {
    title: 'npm: in the place of what was overridden before',
    lockfile: locked.npm,
    before: withBlock('  "overrides": {\n    "bad": "2.0.0"\n  }'),
    says: IN_MANIFEST,
    removed: ['    "bad": "2.0.0"'],
    added: ['    "bad": "^1.9.3"'],
  },
  {
    title: 'npm: with what is overridden below it',
    lockfile: locked.npm,
    before: withBlock('  "overrides": {\n    "bad": {\n      ".": "2.0.0",\n      "abc": "1"\n    }\n  }'),
    says: IN_MANIFEST,
    removed: ['      ".": "2.0.0",'],
    added: ['      ".": "^1.9.3",'],
  },
  {
    title: 'Yarn 1',
    lockfile: locked.yarn,
    before: withBlock('  "resolutions": {\n    "abc": "1"\n  }'),
    says: IN_MANIFEST,
    removed: ['    "abc": "1"'],
    added: ['    "abc": "1",', '    "bad": "^1.9.3"'],
  },
  {
    title: 'Yarn 4',
    lockfile: locked.berry,
    before: MANIFEST,
    says: IN_MANIFEST,
    ...ownBlock('resolutions'),
  },
  {
    title: 'bun',
    lockfile: locked.bun,
    before: MANIFEST,
    says: IN_MANIFEST,
    ...ownBlock('overrides'),
  },
  {
    title: 'pnpm 9: in package.json, whatever else is there',
    lockfile: locked.pnpm,
    before: withBlock('  "packageManager": "pnpm@9.15.0"'),
    settings: 'packages: [a]\n',
    says: 'Override bad by ^1.9.3 (MIT), in package.json: the lockfile does not tell what lib asks for, so test it',
    removed: ['  "packageManager": "pnpm@9.15.0"'],
    added: [
      '  "packageManager": "pnpm@9.15.0",',
      '  "pnpm": {',
      '    "overrides": {',
      '      "bad": "^1.9.3"',
      '    }',
      '  }',
    ],
  },
  {
    title: 'pnpm 10: beside what package.json overrides already',
    lockfile: locked.pnpm,
    before: withBlock(
      '  "packageManager": "pnpm@10.1.0",\n  "pnpm": {\n    "overrides": {\n      "xyz": "2"\n    }\n  }',
    ),
    settings: 'packages: [a]\n',
    says: 'Override bad by ^1.9.3 (MIT), in package.json: the lockfile does not tell what lib asks for, so test it',
    removed: [],
    added: ['      "bad": "^1.9.3",'],
  },
];

const lines = (all: readonly string[]): string[] => all.map((line) => line.replace(/\r?\n$/, ''));

describe('core/ways: overrides in the manifest', () => {
  for (const { title, lockfile, before, settings, says, removed, added } of rows) {
    it(title, async () => {
      const files: Record<string, string> = settings === undefined ? {} : { 'pnpm-workspace.yaml': settings };
      const scene = await judged({ manifest: before, lockfile, runs, policy, files });
      const [fix, ...others] = fixesOn(scene, 'bad');
      assert.deepEqual([fix?.title, others.length, fix?.preferred], [says, 0, false]);
      const diff = lineDiff(before, after(scene, fix));
      assert.deepEqual([lines(diff.removed), lines(diff.added)], [removed, added]);
      assert.doesNotThrow(() => void JSON.parse(after(scene, fix)));
    });
  }

  for (const variant of jsonVariants)
    it(`changes the intended lines alone, in the writing of the file: ${variant.title}`, async () => {
      const before = variant.write(withBlock('  "overrides": {\n    "abc": "1",\n    "xyz": "2"\n  }'));
      const scene = await judged({ manifest: before, lockfile: locked.npm, runs, policy });
      const diff = lineDiff(before, after(scene, fixesOn(scene, 'bad')[0]));
      const model = before.split(/(?<=\n)/).find((line) => line.includes('"abc"')) ?? '';
      assert.deepEqual(diff.removed, []);
      assert.deepEqual(
        diff.added.map((line) => line.replace('"bad": "^1.9.3"', '"abc": "1"')),
        [model.replace(' // why', '')],
      );
    });

  const kept: readonly (readonly [title: string, before: string, lockfile?: Scene['lockfile']])[] = [
    ['says so already', withBlock('  "overrides": {\n    "bad": "^1.9.3"\n  }')],
    ['refers to an entry', withBlock('  "overrides": {\n    "bad": "$bad"\n  }')],
    ['says something about some versions', withBlock('  "overrides": {\n    "bad@<2": "1.0.0"\n  }')],
    [
      'says something below another package',
      withBlock('  "overrides": {\n    "lib": { "bad": "2.0.0" }\n  }'),
    ],
    ['is no block', withBlock('  "overrides": "bad"')],
    ['is broken', '{ "dependencies": { "lib": "^1.0.0" }, "overrides": { "bad'],
    [
      'speaks to Yarn of it, and bun reads it',
      withBlock('  "resolutions": {\n    "bad": "2.0.0"\n  }'),
      locked.bun,
    ],
    ['is of a pnpm that does not read it', withBlock('  "packageManager": "pnpm@11.2.0"'), locked.pnpm],
  ];
  for (const [title, before, lockfile = locked.npm] of kept)
    it(`leaves a manifest alone that ${title}`, async () => {
      const scene = await judged({ manifest: before, lockfile, runs, policy });
      assert.deepEqual(titles(scene, 'bad'), []);
    });
});

describe('core/ways: overrides in the workspace', () => {
  const nested = { dependencies: { lib: '^1.0.0' } };

  it('stand in the root manifest, whichever manifest brings the package', async () => {
    const lockfile = npmLock({
      'packages/a': { dependencies: { lib: '^1.0.0' } },
      'node_modules/a': { link: true, resolved: 'packages/a' },
      'node_modules/lib': { dependencies: { bad: '^2.0.0' } },
      'node_modules/bad': { version: '2.0.0', license: 'AGPL-3.0-only' },
    });
    const files = { 'package.json': MANIFEST.replace('"lib": "^1.0.0"', '') };
    const scene = await judged({ manifest: nested, lockfile, runs, policy, folder: 'packages/a', files });
    const [fix] = fixesOn(scene, 'bad');
    assert.equal(
      fix?.title,
      `Override bad by ^1.9.3 (MIT), in the package.json of the workspace: ${OUTSIDE}`,
    );
    assert.equal(after(scene, fix), scene.text);
    assert.deepEqual(
      lines(lineDiff(files['package.json'], after(scene, fix, 'package.json')).added),
      ownBlock('overrides').added,
    );
    const blind = await judged({ manifest: nested, lockfile, runs, policy, folder: 'packages/a' });
    assert.deepEqual(titles(blind, 'bad'), []);
  });

  const blocks: readonly (readonly [
    title: string,
    yaml: string,
    removed: readonly string[],
    added: readonly string[],
  ])[] = [
    ['a block of its own', 'packages:\n  - a\n', [], ['overrides:', '  bad: ^1.9.3']],
    [
      'in the order of the block',
      "packages:\n  - a\noverrides:\n  # first\n  abc: '1'\n  xyz: '2' # last\ncatalog: {}\n",
      [],
      ["  bad: '^1.9.3'"],
    ],
    [
      'in the place of what was overridden before',
      'overrides:\n  bad: 2.0.0 # why\n',
      ['  bad: 2.0.0 # why'],
      ['  bad: ^1.9.3 # why'],
    ],
  ];
  for (const [title, yaml, removed, added] of blocks)
    for (const variant of yamlVariants)
      it(`stand in pnpm-workspace.yaml: ${title}: ${variant.title}`, async () => {
        const before = variant.write(yaml);
        const files = { 'pnpm-workspace.yaml': before };
        const manifest = withBlock('  "packageManager": "pnpm@10.20.0"');
        const scene = await judged({ manifest, lockfile: locked.pnpm, runs, policy, files });
        const [fix] = fixesOn(scene, 'bad');
        assert.match(fix?.title ?? '', /^Override bad by \^1\.9\.3 \(MIT\), in pnpm-workspace\.yaml: /);
        const changed = after(scene, fix, 'pnpm-workspace.yaml');
        const diff = lineDiff(before.replace(/([^\n])$/, '$1\n'), changed.replace(/([^\n])$/, '$1\n'));
        const trim = (all: readonly string[]) => lines(all).map((line) => line.trim());
        assert.deepEqual([trim(diff.removed), trim(diff.added)], [removed, added].map(trim));
        assert.equal(changed.includes('\r\n'), before.includes('\r\n'));
        const read = parseYaml(changed.replace('\ufeff', '')) as { overrides: Record<string, string> };
        assert.equal(read.overrides['bad'], '^1.9.3');
        assert.equal(after(scene, fix), scene.text);
      });

  const refused = [
    'overrides:\n',
    'overrides: {}\n',
    "overrides:\n  'lib>bad': 2.0.0\n",
    'overrides: &a [b\n',
  ];
  for (const yaml of refused)
    it(`leave a pnpm-workspace.yaml alone where ${JSON.stringify(yaml)} stands`, async () => {
      const files = { 'pnpm-workspace.yaml': yaml };
      const manifest = withBlock('  "packageManager": "pnpm@11.0.0"');
      const scene = await judged({ manifest, lockfile: locked.pnpm, runs, policy, files });
      assert.deepEqual(titles(scene, 'bad'), []);
    });
});
