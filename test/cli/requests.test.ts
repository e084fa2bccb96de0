import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce, checkJson, copyFixture, runCli } from './cli';

const REQUESTS = `version: 1
requests:
  - package: lib-old
    kind: exception
    asked: 2026-11-20
    by: Jo
    reason: Until the release.
    rule: denied lib-old@<2
`;

describe('cli check with requests', () => {
  before(buildOnce);

  it('tells them and lets the verdict be', async () => {
    const workspace = copyFixture('catalogs');
    try {
      const before = await checkJson(workspace.folder, ['--offline']);
      writeFileSync(join(workspace.folder, 'ospo-requests.yaml'), REQUESTS);
      const { ran, report } = await checkJson(workspace.folder, ['--offline']);
      const old = report.dependencies.find(({ name, version }) => name === 'lib-old' && version === '1.2.3');
      assert.deepEqual(old?.requests, [
        {
          kind: 'exception',
          asked: '2026-11-20',
          state: 'pending',
          message: 'Exception requested on 2026-11-20 by Jo: pending.',
        },
      ]);
      assert.equal(ran.code, before.ran.code);
      assert.deepEqual(
        report.dependencies.map(({ verdict }) => verdict),
        before.report.dependencies.map(({ verdict }) => verdict),
      );
      const { out } = await runCli(workspace.folder, ['check', '--offline']);
      assert.match(out, /\n {2}Exception requested on 2026-11-20 by Jo: pending\.\n/);
    } finally {
      workspace.remove();
    }
  });

  it('names the place of a request that it cannot read', async () => {
    const workspace = copyFixture('catalogs');
    try {
      writeFileSync(join(workspace.folder, 'ospo-requests.yaml'), 'requests:\n  - reason: None.\n');
      const { report } = await checkJson(workspace.folder, ['--offline']);
      const [problem] = report.problems;
      assert.equal(
        `${problem?.file ?? ''}:${String(problem?.line)} ${problem?.code ?? ''}`,
        'ospo-requests.yaml:2 requests.type',
      );
    } finally {
      workspace.remove();
    }
  });
});
