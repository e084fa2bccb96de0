import { strict as assert } from 'node:assert';
import type { Judgement, Policy } from '../../../src/core/model';
import { askLink } from '../../../src/core/present/ask';
import { explainText } from '../../../src/core/present/explain';
import { hoverMarkdown } from '../../../src/core/present/hoverMarkdown';
import { BroughtFindings } from '../../../src/core/tree/brought';
import { broughtJudgement } from '../../../src/core/ways/broughtJudgement';
import { npmLock } from '../helpers/scanned';
import { judged } from './support';

const lockfile = npmLock({
  'node_modules/lib': { dependencies: { between: '^1.0.0' } },
  'node_modules/between': { dependencies: { bad: '^2.0.0' } },
  'node_modules/other': { dependencies: { bad: '*' } },
  'node_modules/bad': { version: '2.0.0', license: 'AGPL-3.0-only' },
});
const policyText = `licenses: { allow: [permissive], deny: [{ licenses: [network-copyleft], clause: '2.3' }] }
alternatives: [{ package: bad, use: [{ name: good, range: ^3.0.0, reason: Well kept. }] }]
exceptions: [{ package: bad@1, reason: Only the old one., id: OSPO-7, approver: J. Doe }]
ask: { label: Ask us, template: 'https://ospo.example.com/?p={package}@{version}&l={license}&r={rule}&path={path}&b={body}' }`;

const BAD = { name: 'bad', version: '2.0.0' };

/** `lib` as an editor judges it, with what it brings. */
async function lib(): Promise<{ readonly judgement: Judgement; readonly policy: Policy }> {
  const { report } = await judged({
    manifest: { dependencies: { lib: '^1.0.0', other: '^1.0.0' } },
    lockfile,
    runs: { bad: [['1.0.0', '1.9.3', 'MIT']] },
    policy: policyText,
  });
  const [, other] = new BroughtFindings(report.tree?.findings ?? []).attach(report.judgements);
  return { judgement: other ?? assert.fail(), policy: report.policy };
}

describe('core/ways: asking about a package that a dependency brings', () => {
  it('carries the package, its license, the rule and the path through the tree', async () => {
    const { judgement, policy } = await lib();
    const brought = broughtJudgement(BAD, judgement) ?? assert.fail();
    const link = askLink(brought, policy, 'package.json') ?? assert.fail();
    assert.equal(link.case.title, 'bad 2.0.0: AGPL-3.0-only, denied');
    const lines = link.case.body.split('\n');
    assert.deepEqual(lines.slice(0, 5), [
      'Package: bad 2.0.0',
      'Used: in production, package.json',
      'Path: other 1.0.0 › bad 2.0.0, and 1 other path',
      'License: AGPL-3.0-only',
      'Verdict: denied (Test)',
    ]);
    for (const said of [
      '- AGPL-3.0-only is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
      '- bad 2.0.0 (brought by other 1.0.0, and 1 other path) is AGPL-3.0-only: denied in production (network copyleft).',
      '- good ^3.0.0 (Well kept)',
    ])
      assert.ok(lines.includes(said), `${said} is not in:\n${link.case.body}`);
    const { searchParams } = new URL(link.url);
    assert.deepEqual(
      ['p', 'l', 'r', 'path'].map((name) => searchParams.get(name)),
      ['bad@2.0.0', 'AGPL-3.0-only', '2.3', 'other 1.0.0 › bad 2.0.0'],
    );
  });

  it('explains the package: who brings it, why, what is known, what to do', async () => {
    const { judgement, policy } = await lib();
    const brought = broughtJudgement(BAD, judgement) ?? assert.fail();
    const text = explainText(brought, policy, 'package.json');
    for (const part of [
      /^bad 2\.0\.0 in production: denied\n/,
      /Brought by\n.*other 1\.0\.0\n.*1 other path\n/,
      /license "AGPL-3\.0-only" \(package-lock\.json/,
      /Override bad by \^1\.9\.3 \(MIT\): outside of what between asks for \(\^2\.0\.0\), so test it/,
      /Instead\n.*good is approved/,
    ])
      assert.match(text, part);
    assert.doesNotMatch(explainText(judgement, policy, 'package.json'), /Brought by/);
  });

  it('is told in the hover of the dependency with the same words, and a link where the host does it', async () => {
    const { judgement, policy } = await lib();
    const way = ({ name, version }: { name: string; version: string }) => `command:${name}@${version}`;
    const told = /\*\*Do instead\*\* Override bad by \^1\.9\.3 \\\(MIT\\\): outside of what between asks for/;
    assert.match(hoverMarkdown(judgement, policy), told);
    assert.match(hoverMarkdown(judgement, policy, { way }), /\(\[Apply\]\(command:bad@2\.0\.0\)\)/);
  });

  it('is about nothing where nothing is found', async () => {
    const { judgement } = await lib();
    assert.equal(broughtJudgement({ ...BAD, version: '1.0.0' }, judgement), undefined);
    const { brought, ...alone } = judgement;
    assert.equal(brought?.length, 1);
    assert.equal(broughtJudgement(BAD, alone), undefined);
  });
});
