import { strict as assert } from 'node:assert';
import { noEvidence } from '../../../src/core/evidence';
import type { Evidence, Fact, Finding, Gap, Judgement, Origin, SourceId } from '../../../src/core/model';
import { toJsonReport } from '../../../src/core/present/json';
import type { ReportMeta } from '../../../src/core/present/report';
import { toSarif } from '../../../src/core/present/sarif';
import { statusFrom, statusOf, tallyOf } from '../../../src/core/present/status';
import { summarize, verdictSummary } from '../../../src/core/present/summary';
import { textReport } from '../../../src/core/present/text';
import type { ManifestReport } from '../../../src/core/scan';
import { dependencyOf, findingOf, judgementOf, licenseReason, lock, policy } from './samples';

const text = '{\n  "dependencies": {\n    "lib": "^1.0.0"\n  }\n}\n';
const start = text.indexOf('lib');

function denied(): { judgement: Judgement; finding: Finding } {
  const dependency = { ...dependencyOf('lib'), nameSpan: { start, end: start + 3 } };
  const reason = licenseReason('AGPL-3.0-only', dependency);
  const finding = findingOf({ code: 'license.denied', reason }, dependency, '1.0.0', 'error');
  return { judgement: judgementOf('AGPL-3.0-only', { dependency, findings: [finding] }), finding };
}

const { judgement, finding } = denied();
const report: ManifestReport = {
  path: 'apps/web app/package.json',
  text,
  policy,
  judgements: [judgement],
  findings: [finding],
  problems: [],
};
const meta: ReportMeta = {
  tool: { name: 'ospo-lens', version: '1.2.3' },
  offline: true,
  problems: [
    {
      code: 'policy.license-id',
      severity: 'error',
      message: 'Apache2\nis none.',
      file: 'p.yaml',
      span: { start: 2, end: 4 },
    },
    { code: 'network.time-out', severity: 'warning', message: 'Too slow.' },
  ],
  textOf: (file) => (file === 'p.yaml' ? 'a\nbcd' : undefined),
};

describe('present/text', () => {
  it('prints a finding a block, then problems, then one line of summary', () => {
    assert.equal(
      textReport([report], meta),
      [
        'apps/web app/package.json:3:6  error  lib 1.0.0 is AGPL-3.0-only: denied in production (network copyleft).  license.denied',
        '  AGPL-3.0-only is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
        '',
        'p.yaml:2:1  error  Apache2 is none.',
        'warning  Too slow.',
        '',
        '1 dependency: 0 allowed, 0 with conditions, 0 to review, 1 denied, 0 unknown. 1 finding: 1 error. Policy: Acme 2026-11 (ospo-policy.yaml). Evidence as of 2026-11-23. Offline: no service was asked.',
        '',
      ].join('\n'),
    );
  });

  it('says that the default policy is only a default', () => {
    const byDefault = { ...report, policy: { ...policy, isDefault: true, origin: 'default' } };
    assert.match(textReport([byDefault], meta), /this is only a default/);
  });

  it('keeps escape sequences of a terminal out', () => {
    const evil = { ...report, path: 'a\u001b[2Jb', problems: [] };
    assert.doesNotMatch(textReport([evil], meta), /\u001b/);
  });
});

describe('present/json', () => {
  it('counts lines and columns from 1, for problems too', () => {
    const { findings, problems } = toJsonReport([report], meta);
    assert.deepEqual(
      findings.map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn]),
      [[3, 6, 3, 9]],
    );
    assert.deepEqual(problems, [
      {
        code: 'policy.license-id',
        severity: 'error',
        message: 'Apache2 is none.',
        file: 'p.yaml',
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: 3,
      },
      { code: 'network.time-out', severity: 'warning', message: 'Too slow.' },
    ]);
  });

  it('names both policies where manifests have their own', () => {
    const other = { ...report, policy: { ...policy, origin: 'b/ospo-policy.yaml' } };
    const { policies } = toJsonReport([report, other, report], meta);
    assert.deepEqual(
      policies.map(({ origin }) => origin),
      ['ospo-policy.yaml', 'b/ospo-policy.yaml'],
    );
  });

  it('is plain JSON', () => {
    const json = toJsonReport([report], meta);
    assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
  });
});

describe('present/sarif', () => {
  it('points to the place, names the rule and keeps problems as notifications', () => {
    const sarif = toSarif([report], meta) as { runs: [{ results: unknown[]; invocations: unknown }] };
    const [run] = sarif.runs;
    assert.deepEqual(run.results[0], {
      ruleId: 'license.denied',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'lib 1.0.0 is AGPL-3.0-only: denied in production (network copyleft).' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'apps/web%20app/package.json' },
            region: { startLine: 3, startColumn: 6, endLine: 3, endColumn: 9 },
          },
        },
      ],
      partialFingerprints: { 'dependencyFinding/v1': 'license.denied|production|lib' },
      properties: {
        reasons: [
          'AGPL-3.0-only is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
        ],
      },
    });
    assert.match(JSON.stringify(run.invocations), /p\.yaml:2:1: Apache2/);
  });
});

describe('present/summary', () => {
  const own = judgementOf('', {
    verdict: 'unknown',
    reasons: [{ rule: 'own-package', verdict: 'unknown', privacy: { because: 'workspace-package' } }],
  });
  const pending = judgementOf('', { verdict: 'unknown', reasons: [], pending: true });

  it('counts verdicts, and own packages apart', () => {
    assert.equal(
      verdictSummary(summarize([judgement, own, judgementOf('MIT'), judgementOf('LGPL-3.0-only')])),
      '4 dependencies: 1 allowed, 1 with conditions, 0 to review, 1 denied, 1 unknown (1 of your own).',
    );
  });

  it('is as old as the oldest fact that decided', () => {
    const older = judgementOf('MIT', {
      reasons: [{ ...licenseReason('MIT'), origin: { ...lock, date: '2025-01-02T10:00:00Z' } }],
    });
    assert.equal(summarize([judgement, older]).evidenceAsOf, '2025-01-02');
    assert.equal(summarize([own]).evidenceAsOf, undefined);
  });

  it('shows in the status bar how many dependencies need action, and nothing when none does', () => {
    const twice = { ...judgement, findings: [finding, finding] };
    assert.equal(statusOf([twice, own], policy, false).text, '1');
    const calm = statusOf([judgementOf('MIT'), pending], policy, true);
    assert.equal(calm.text, '');
    assert.deepEqual(calm.tooltip, [
      '1 dependency: 1 allowed, 0 with conditions, 0 to review, 0 denied, 0 unknown.',
      'No findings.',
      '1 dependency still being looked up.',
      'Policy: Acme 2026-11 (ospo-policy.yaml).',
      'Evidence as of 2026-11-23. Offline: no service was asked.',
    ]);
  });

  it('is the same for many manifests as for all their dependencies together', () => {
    const older = judgementOf('MIT', {
      reasons: [{ ...licenseReason('MIT'), origin: { ...lock, date: '2025-01-02T10:00:00Z' } }],
    });
    const silent = judgementOf('ISC', {
      evidence: { ...noEvidence, gaps: [gap('npm', 'unreachable')] },
    });
    const heard = judgementOf('ISC', { evidence: { ...noEvidence, gaps: [gap('osv', 'not-found')] } });
    const manifests = [
      [judgement, own],
      [],
      [older, pending],
      [silent],
      [heard, judgementOf('LGPL-3.0-only')],
    ];
    for (const some of [manifests, manifests.slice(0, 4), manifests.slice(2, 4), []])
      for (const offline of [true, false])
        assert.deepEqual(
          statusFrom(some.map(tallyOf), policy, offline),
          statusOf(some.flat(), policy, offline),
        );
  });

  const gap = (source: SourceId, why: Gap['why']): Gap => ({ fact: 'license', source, why });
  const npm: Origin = { source: 'npm', label: 'npm registry', date: '2026-11-23' };
  const old: Fact<unknown> = { value: 'MIT', origin: npm };
  const reach: readonly (readonly [string, Partial<Evidence>, boolean])[] = [
    ['nobody was asked', {}, false],
    ['all that were asked are silent', { gaps: [gap('npm', 'time-out'), gap('osv', 'unreachable')] }, true],
    ['one answers', { gaps: [gap('npm', 'unreachable'), gap('deps.dev', 'not-found')] }, false],
    ['one refuses for now', { gaps: [gap('npm', 'unreachable'), gap('deps.dev', 'rate-limited')] }, false],
    ['another stated a fact', { gaps: [gap('osv', 'unreachable')], licenses: [old] }, false],
    ['the cache has an older answer', { gaps: [gap('npm', 'unreachable')], licenses: [old] }, true],
    ['the lockfile answers', { gaps: [gap('npm', 'unreachable'), gap('lockfile', 'not-found')] }, true],
    ['the package is private', { gaps: [gap('npm', 'private')] }, false],
  ];
  for (const [name, evidence, expected] of reach) {
    it(`${expected ? 'says' : 'does not say'} that the services are out of reach when ${name}`, () => {
      const one = judgementOf('MIT', { evidence: { ...noEvidence, ...evidence } });
      const status = statusOf([one], policy, false);
      assert.deepEqual([status.outOfReach, status.text], [expected, expected ? 'offline' : '']);
      assert.equal(status.tooltip.at(-1)?.includes('Offline: no service can be reached.'), expected);
      assert.equal(statusOf([one], policy, true).outOfReach, false, 'nobody was to be asked');
    });
  }
});
