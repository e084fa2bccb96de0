import { strict as assert } from 'node:assert';
import { pinOf } from '../../../src/core/fixes/pin';
import { toJsonReport } from '../../../src/core/present/json';
import { pinText } from '../../../src/core/present/overrideTitles';
import { textReport } from '../../../src/core/present/text';
import { meta } from '../helpers/scanned';
import { findingOn, judged, locked } from './support';
import type { Scene } from './support';

const policy = `licenses: { allow: [permissive], deny: [network-copyleft] }
packages: { deny: [{ package: bad }] }`;
const lib = { dependencies: { lib: '^1.0.0' } };

describe('core/ways: an override that a project states already', () => {
  const rows: readonly (readonly [
    title: string,
    lockfile: Scene['lockfile'],
    stated: object,
    said: string | undefined,
    settings?: string,
  ])[] = [
    ['npm', locked.npm, { overrides: { bad: '2.0.0' } }, 'overrides in package.json: "bad": "2.0.0"'],
    [
      'npm, nested',
      locked.npm,
      { overrides: { lib: { bad: '^2.0.0' } } },
      'overrides in package.json: "lib › bad": "^2.0.0"',
    ],
    [
      'npm, with more below',
      locked.npm,
      { overrides: { bad: { '.': '2.0.0', x: '1' } } },
      'overrides in package.json: "bad › .": "2.0.0"',
    ],
    ['npm, below another package', locked.npm, { overrides: { other: { bad: '2.0.0' } } }, undefined],
    ['of another version', locked.npm, { overrides: { bad: '^1.0.0' } }, undefined],
    ['of another package', locked.npm, { overrides: { worse: '2.0.0' } }, undefined],
    ['what npm does not read', locked.npm, { resolutions: { bad: '2.0.0' } }, undefined],
    [
      'Yarn 1',
      locked.yarn,
      { resolutions: { '**/lib/bad': '2.0.0' } },
      'resolutions in package.json: "**/lib/bad": "2.0.0"',
    ],
    [
      'Yarn 4',
      locked.berry,
      { resolutions: { 'bad@npm:^2.0.0': 'npm:2.0.0' } },
      'resolutions in package.json: "bad@npm:^2.0.0": "npm:2.0.0"',
    ],
    ['bun', locked.bun, { resolutions: { bad: '2.0.0' } }, 'resolutions in package.json: "bad": "2.0.0"'],
    [
      'pnpm',
      locked.pnpm,
      { pnpm: { overrides: { 'lib>bad': '2.0.0' } } },
      'pnpm.overrides in package.json: "lib>bad": "2.0.0"',
    ],
    [
      'pnpm-workspace.yaml',
      locked.pnpm,
      {},
      'overrides in pnpm-workspace.yaml: "bad": "2.0.0"',
      'overrides:\n  bad: 2.0.0\n',
    ],
  ];
  for (const [title, lockfile, stated, said, settings] of rows)
    it(`is told as the reason of a version: ${title}`, async () => {
      const files: Record<string, string> = settings === undefined ? {} : { 'pnpm-workspace.yaml': settings };
      const scene = await judged({ manifest: { ...lib, ...stated }, lockfile, policy, files });
      const finding = findingOn(scene, 'bad');
      const pin = pinOf(finding, scene.text, { textOf: scene.textOf, isShared: () => true });
      assert.equal(pin && pinText(finding, pin), said && `bad 2.0.0 is pinned by ${said}`);
    });

  it('stands in the reports of the command line', async () => {
    const { report } = await judged({
      manifest: { ...lib, overrides: { bad: '2.0.0' } },
      lockfile: locked.npm,
      policy,
    });
    const words = 'bad 2.0.0 is pinned by overrides in package.json: "bad": "2.0.0"';
    assert.ok(textReport([report], meta).includes(`  ${words}.\n`));
    const { findings } = toJsonReport([report], meta);
    assert.deepEqual([...new Set(findings.map(({ via }) => via?.pinned))], [words]);
  });
});
