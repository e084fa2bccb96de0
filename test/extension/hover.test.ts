import { strict as assert } from 'node:assert';
import { openCase, ready } from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, PROJECT } from './support/samples';
import { hoversOn } from './support/shown';

async function ourHover(opened: Case, word: string): Promise<string> {
  return (await hoversOn(opened, word)).find((text) => text.includes('ospoLens.explain')) ?? '';
}

describe('the hover', () => {
  it('says verdict, reason and way out, and links only to our commands', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const text = await ourHover(opened, 'lib-agpl');
    assert.match(text, /\*\*lib-agpl\*\* 2\.0\.1/);
    assert.match(text, /\*\*Denied\*\*/);
    assert.match(text, /package-lock\.json/);
    assert.match(text, /\[Ask us\]\(command:ospoLens\.ask\?/);
    assert.match(text, /\[Policy 2\.3 ↗\]\(command:ospoLens\.openClause\?/);
    const commands = [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id);
    assert.deepEqual(
      commands.filter((id) => !id?.startsWith('ospoLens.')),
      [],
    );
  });

  it('offers the approved alternative as a link', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    assert.match(await ourHover(opened, 'moment'), /\[Replace\]\(command:ospoLens\.applyFix\?/);
  });

  it('shows the trend of a Scorecard by the database that the policy names', async () => {
    const point = (date: string, score: number) => ({ date, score, commit: '0'.repeat(40) });
    const previous = [point('2026-01-05', 1), point('2026-05-04T08:00:00Z', 5)];
    const database = {
      'github.com': { acme: { 'lib-agpl': { previous, current: point('2026-10-05', 9) } } },
    };
    const installed = { name: 'lib-agpl', version: '2.0.1', repository: 'github:acme/lib-agpl' };
    const opened = await openCase({
      ...PROJECT,
      'ospo-policy.yaml': `${PROJECT['ospo-policy.yaml']}scorecard: { history: reports/database.json }\n`,
      'reports/database.json': JSON.stringify(database),
      'node_modules/lib-agpl/package.json': JSON.stringify(installed),
    });
    await ready(opened);
    const text = await ourHover(opened, 'lib-agpl');
    assert.match(text, /9\.0 of 10, 2026-10-05 · ▂▅▇ · .*acme\/lib-agpl/);
  });

  it('says why a history that the policy names is not there', async () => {
    const installed = { name: 'lib-agpl', version: '2.0.1', repository: 'github:acme/lib-agpl' };
    const opened = await openCase({
      ...PROJECT,
      'ospo-policy.yaml': `${PROJECT['ospo-policy.yaml']}scorecard: { history: nowhere.json }\n`,
      'node_modules/lib-agpl/package.json': JSON.stringify(installed),
    });
    await ready(opened);
    const text = await ourHover(opened, 'lib-agpl');
    assert.match(text, /Scorecard history: .*there is no such file/i);
  });

  it('is two lines for good news', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const text = await ourHover(opened, 'lib-mit');
    assert.equal(text.split('\n').length, 2);
  });

  it('says where to contribute and to fund, also for good news', async () => {
    const installed = {
      name: 'lib-mit',
      version: '1.2.3',
      license: 'MIT',
      repository: 'github:o/lib-mit',
      funding: { url: 'https://fund.example/lib-mit' },
    };
    const files = { ...PROJECT, 'node_modules/lib-mit/package.json': JSON.stringify(installed) };
    const opened = await openCase(files);
    await ready(opened);
    const text = await ourHover(opened, 'lib-mit');
    assert.equal(text.split('\n').length, 2);
    assert.match(text, /\[Contribute ↗\]\(https:\/\/github\.com\/o\/lib-mit\/contribute "/);
    assert.match(text, /\[Fund ↗\]\(https:\/\/fund\.example\/lib-mit\)$/);
  });

  it('shows the text of a hostile manifest as text', async () => {
    const hostile = MANIFEST.replace('"lib-mit"', '"[x](command:workbench.action.quit) $(zap)"');
    const opened = await openCase({ ...PROJECT, 'package.json': hostile });
    await ready(opened);
    const text = await ourHover(opened, '[x]');
    assert.ok(text !== '');
    assert.doesNotMatch(text, /(?<!\\)\]\(command:workbench/);
    assert.doesNotMatch(text, /\$\(zap\)/);
  });
});
