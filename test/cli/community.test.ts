import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce, copyFixture, runCli } from './cli';
import type { Workspace } from './cli';

const MANIFEST = '{ "name": "a", "dependencies": { "object-assign": "^4.1.1", "moment": "^2.30.0" } }\n';

describe('cli and what the community suggests', () => {
  let workspace: Workspace;
  before(buildOnce);
  beforeEach(() => {
    workspace = copyFixture('clean');
    writeFileSync(join(workspace.folder, 'package.json'), MANIFEST);
    policy('');
  });
  afterEach(() => workspace.remove());

  function policy(more: string): void {
    const text = `version: 1\nlicenses: { allow: [permissive] }\n${more}\n`;
    writeFileSync(join(workspace.folder, 'ospo-policy.yaml'), text);
  }

  const check = async (...args: string[]) =>
    (await runCli(workspace.folder, ['check', '--offline', ...args])).out;

  it('is silent unless it is asked for', async () => {
    assert.doesNotMatch(await check(), /community/i);
  });

  it('tells it as a hint, with its fix labelled', async () => {
    const out = await check('--community');
    assert.match(
      out,
      /hint {2}object-assign: the community \(module-replacements\) suggests Object\.assign \(Node\.js 4 or later\)\. This is no approval by your organization\. {2}alternative\.community/,
    );
    assert.match(out, /Fix: Replace moment by dayjs \^\S+ \(community suggestion\)/);
    assert.doesNotMatch(out, /Fix: .*object-assign/);
  });

  it('goes by the policy, which decides it for all', async () => {
    policy('community-catalog: false');
    assert.doesNotMatch(await check('--community'), /community/i);
    policy('community-catalog: true');
    assert.match(await check(), /alternative\.community/);
    policy('community-catalog: true\npackages: { deny: [dayjs] }');
    assert.doesNotMatch(await check(), /dayjs/);
  });

  it('says the same in explain', async () => {
    const { out } = await runCli(workspace.folder, ['explain', 'moment', '--offline', '--community']);
    assert.match(out, /Community suggestion \(module-replacements [\d.]+\), not your organization's/);
    assert.match(out, /dayjs [\d.]+, MIT: allowed/);
    assert.match(out, /the platform does this: Temporal/);
    const silent = await runCli(workspace.folder, ['explain', 'moment', '--offline']);
    assert.doesNotMatch(silent.out, /community/i);
  });
});
