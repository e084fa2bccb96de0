import { strict as assert } from 'node:assert';
import { leastCost } from './support/costs';
import { findings, openCase, ready, until, watched, write } from './support/editor';
import type { Case } from './support/editor';

const MANIFEST = `{ "name": "case", "dependencies": { "lib-near": "^1.0.0" } }\n`;

const POLICY = `version: 1
name: Installed
licenses: { allow: [permissive], deny: [network-copyleft] }
`;

const LOCKFILE = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      lib-near:
        specifier: ^1.0.0
        version: 1.0.0
packages:
  lib-near@1.0.0:
    resolution: {integrity: sha512-bmVhcg==}
  lib-far@1.0.0:
    resolution: {integrity: sha512-ZmFy}
snapshots:
  lib-near@1.0.0:
    dependencies:
      lib-far: 1.0.0
  lib-far@1.0.0: {}
`;

const PROJECT = { 'package.json': MANIFEST, 'pnpm-lock.yaml': LOCKFILE, 'ospo-policy.yaml': POLICY };

const NEAR = 'node_modules/lib-near/package.json';
const FAR = 'node_modules/.pnpm/lib-far@1.0.0/node_modules/lib-far/package.json';
const MARK = 'node_modules/.modules.yaml';

const packageJson = (path: string, license: string): string =>
  JSON.stringify({ name: path.split('/').at(-2), version: '1.0.0', license });

/** Installs both packages, as a package manager does: what tells that it is over comes last. */
async function install({ folder }: Case, license: string, mark: string): Promise<void> {
  for (const path of [NEAR, FAR]) await write(folder, path, packageJson(path, license));
  await write(folder, MARK, mark);
}

const untilFound = (opened: Case, ...expected: readonly string[]): Promise<true> =>
  until(() => (findings(opened).join() === expected.join() ? true : undefined));

const UNKNOWN = ['license.unknown lib-near', 'license.unknown lib-near'];
const DENIED = ['license.denied lib-near', 'license.denied lib-near'];

describe('an install that leaves the lockfile as it was', () => {
  it('tells what only the disk knows', async () => {
    const opened = await openCase(PROJECT);
    await untilFound(opened, ...UNKNOWN);
    await watched(opened.folder);
    await install(opened, 'MIT', 'first: 1\n');
    await untilFound(opened);
  });

  for (const mark of ['.package-lock.json', '.yarn-integrity', '.yarn-state.yml', '.modules.yaml'])
    it(`is over when a package manager writes ${mark}`, async () => {
      const path = `node_modules/${mark}`;
      const opened = await openCase({ ...PROJECT, [NEAR]: packageJson(NEAR, 'MIT'), [path]: 'first' });
      await untilFound(opened, 'license.unknown lib-near');
      await watched(opened.folder);
      await write(opened.folder, FAR, packageJson(FAR, 'MIT'));
      await write(opened.folder, path, 'second');
      await untilFound(opened);
    });

  it('is one change, however many packages it brings', async () => {
    const opened = await openCase(PROJECT);
    await untilFound(opened, ...UNKNOWN);
    await install(opened, 'MIT', 'first');
    await untilFound(opened);
    const rounds = ['AGPL-3.0-only', 'MIT', 'AGPL-3.0-only'].map((license) => async () => {
      for (let index = 0; index < 30; index++)
        await write(opened.folder, `node_modules/lib-${index}/package.json`, packageJson(NEAR, license));
      await install(opened, license, license);
      await untilFound(opened, ...(license === 'MIT' ? [] : DENIED));
      await watched(opened.folder);
      await ready(opened);
    });
    // One package that the manifest names, one that it brings.
    assert.equal((await leastCost(rounds)).asked, 2);
  });
});
