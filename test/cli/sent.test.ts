import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutboundReport } from '../../src/core/index';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';
import { buildOnce, copyFixture, runCli } from './cli';
import type { Workspace } from './cli';

describe('cli sent', () => {
  let workspace: Workspace;
  let service: StandIn;
  before(async () => {
    buildOnce();
    service = await startStandIn(() => undefined);
  });
  beforeEach(() => {
    workspace = copyFixture('clean');
    const dependencies = { fresh: '^1.0.0', '@acme/ui': '^1.0.0' };
    writeFileSync(join(workspace.folder, 'package.json'), JSON.stringify({ dependencies }));
    writeFileSync(join(workspace.folder, '.npmrc'), '@acme:registry=https://npm.acme.example/');
  });
  afterEach(() => workspace.remove());
  after(() => service.close());

  const run = (...args: string[]) => {
    const { url } = service;
    return runCli(workspace.folder, ['sent', ...args], {
      npm_config_registry: url,
      OSPO_LENS_PUBLIC_MIRRORS: url,
      OSPO_LENS_DEPSDEV_URL: url,
      OSPO_LENS_SCORECARD_URL: url,
      OSPO_LENS_OSV_URL: url,
    });
  };

  it('lists who would be told which name, and tells nobody', async () => {
    const { code, out, err } = await run();
    assert.deepEqual([code, err], [0, '']);
    const [asked = '', kept = ''] = out.split('Private: sent to no public service\n');
    assert.match(asked, new RegExp(`^The registry \\(${service.url}/\\): .*\n {2}fresh\n\n`, 'm'));
    assert.match(asked, /^The registry \(https:\/\/npm\.acme\.example\/\): .*\n {2}@acme\/ui\n\n/m);
    assert.match(asked, /^deps\.dev \(.*\n {2}fresh\n\n/m);
    assert.match(kept, /^ {2}@acme\/ui: A package of the private registry/);
    assert.deepEqual(service.requests, []);
  });

  it('gives programs the same', async () => {
    const { code, out } = await run('--format', 'json');
    assert.equal(code, 0);
    const [report] = JSON.parse(out) as OutboundReport[];
    assert.deepEqual(
      report?.keptBack.map(({ name }) => name),
      ['@acme/ui'],
    );
    const publicOnes = report.services.filter(({ address }) => address !== 'https://npm.acme.example/');
    assert.doesNotMatch(JSON.stringify(publicOnes), /acme/);
    assert.match(JSON.stringify(publicOnes), /fresh/);
  });

  it('says that nothing is sent offline', async () => {
    assert.match((await run('--offline')).out, /^Offline: nothing is sent\./m);
  });

  it('takes text and json only', async () => {
    assert.equal((await run('--format', 'sarif')).code, 2);
  });
});
