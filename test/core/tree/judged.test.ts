import { strict as assert } from 'node:assert';
import type { CheckReport } from '../../../src/core/present/jsonTypes';
import { toJsonReport } from '../../../src/core/present/json';
import { textReport } from '../../../src/core/present/text';
import { BASE_POLICY, meta, npmLock, scanned } from '../helpers/scanned';

const needs = (...names: readonly string[]) => ({
  dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])),
});

/** `a@1.0.0 MIT allowed production direct, in package.json`: what the report says of each package. */
function packageLines({ packages }: CheckReport): string[] {
  return packages.map((each) => {
    const way = each.direct ? 'direct' : `by ${each.path.slice(0, -1).join(' › ')}`;
    const more = `${each.otherPaths > 0 ? ` +${each.otherPaths}` : ''}${each.copies > 1 ? ` ×${each.copies}` : ''}`;
    const id = `${each.name}@${each.version ?? '?'} ${each.license ?? '-'}`;
    return `${id} ${each.verdict} ${each.scope} ${way}${more}, in ${each.manifests.join(' ')}`;
  });
}

const lockfile = npmLock({
  'node_modules/a': needs('b', 'gpl'),
  'node_modules/b': { license: 'MPL-2.0' },
  'node_modules/gpl': { license: 'AGPL-3.0-only', version: '1.2.0' },
  'node_modules/bare': { license: undefined, ...needs('b') },
  'node_modules/bare/node_modules/b': { license: 'MPL-2.0' },
  'node_modules/stray': {},
});

describe('core/tree: what is reported of a whole tree', () => {
  it('names every package once: its license, its use, and who brings it', async () => {
    const manifest = { ...needs('a'), devDependencies: { bare: '^1.0.0', b: '^1.0.0' } };
    const report = toJsonReport(await scanned({ 'package.json': manifest }, lockfile), meta);
    assert.deepEqual(packageLines(report), [
      'a@1.0.0 MIT allowed production direct, in package.json',
      'b@1.0.0 MPL-2.0 conditions production by a@1.0.0 +2 ×2, in package.json',
      'bare@1.0.0 - unknown development direct, in package.json',
      'gpl@1.2.0 AGPL-3.0-only denied production by a@1.0.0, in package.json',
    ]);
  });

  it('counts what is brought apart from what is named, and every finding', async () => {
    const reports = await scanned({ 'package.json': needs('a', 'bare') }, lockfile);
    const { summary } = toJsonReport(reports, meta);
    const { dependencies, allowed, unknown, denied, brought, findings } = summary;
    assert.deepEqual([dependencies, allowed, unknown, denied], [2, 1, 1, 0]);
    assert.deepEqual(brought, { packages: 2, allowed: 0, conditions: 1, review: 0, unknown: 0, denied: 1 });
    assert.deepEqual(findings, { error: 1, warning: 1, information: 1, hint: 0 });
    assert.match(
      textReport(reports, meta),
      /\n2 dependencies: 1 allowed, .* 1 unknown\. They bring 2 packages: 0 allowed, 1 with conditions, 0 to review, 1 denied, 0 unknown\. 3 findings: 1 error, 1 warning, 1 information\. /,
    );
  });

  it('takes the strongest use and the worst verdict of several manifests', async () => {
    const policy =
      'licenses: { allow: [permissive], deny: [{ license: AGPL-3.0-only, when: { scope: [production] } }], review: [AGPL-3.0-only] }';
    const manifests = {
      'package.json': { devDependencies: { gpl: '^1.0.0' } },
      'apps/web/package.json': needs('a'),
    };
    const report = toJsonReport(await scanned(manifests, lockfile, policy), meta);
    assert.deepEqual(
      packageLines(report).filter((line) => line.startsWith('gpl')),
      ['gpl@1.2.0 AGPL-3.0-only denied production by a@1.0.0, in package.json apps/web/package.json'],
    );
  });

  it('says nothing of a tree where there is none, or where nothing is brought', async () => {
    const [report] = await scanned({ 'package.json': needs('stray') }, lockfile);
    assert.ok(report);
    assert.doesNotMatch(textReport([report], meta), /They bring/);
    const { tree, ...direct } = report;
    assert.notEqual(tree, undefined);
    const json = toJsonReport([direct], meta);
    assert.deepEqual([json.packages, json.summary.brought], [[], null]);
  });

  const policies: readonly (readonly [string, readonly string[]])[] = [
    ['', ['license.conditions', 'license.denied']],
    ['transitive: { decision: ignore }', []],
    ['transitive: { severity: { license.conditions: off } }', ['license.denied']],
    [
      'transitive: { severity: { license.denied: off, license.conditions: warning } }',
      ['license.conditions'],
    ],
  ];
  for (const [section, expected] of policies)
    it(`tells what the policy wants told of what is brought: ${section || 'all'}`, async () => {
      const [report] = await scanned({ 'package.json': needs('a') }, lockfile, `${BASE_POLICY}\n${section}`);
      assert.deepEqual(report?.findings.map(({ code }) => code).sort(), expected);
    });

  it('leaves packages of the workspace out: their manifests are judged', async () => {
    const linked = npmLock({
      'node_modules/ui': { link: true, resolved: 'packages/ui' },
      'packages/ui': needs('a'),
      'node_modules/a': {},
    });
    const manifests = { 'package.json': needs('ui'), 'packages/ui/package.json': needs('a') };
    const report = toJsonReport(await scanned(manifests, linked), meta);
    assert.deepEqual(packageLines(report), [
      'a@1.0.0 MIT allowed production direct, in packages/ui/package.json',
    ]);
  });

  it('judges a peer and what ships each by its own use, whichever comes first', async () => {
    const policy =
      'licenses: { deny: [AGPL-3.0-only], allow: [permissive, { license: AGPL-3.0-only, when: { scope: peer } }] }';
    const manifests = {
      'peers/package.json': { peerDependencies: { a: '^1.0.0' } },
      'package.json': needs('a'),
    };
    for (const order of [manifests, Object.fromEntries(Object.entries(manifests).reverse())]) {
      const reports = await scanned(order, lockfile, policy);
      const verdicts = reports.map(({ path, tree }) => [
        path,
        tree?.verdicts.find(
          (each) => each?.license?.kind === 'expression' && each.license.text.startsWith('AGPL'),
        )?.verdict,
      ]);
      assert.deepEqual(verdicts.sort(), [
        ['package.json', 'denied'],
        ['peers/package.json', 'allowed'],
      ]);
    }
  });
});
