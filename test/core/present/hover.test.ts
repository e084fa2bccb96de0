import { strict as assert } from 'node:assert';
import { untoldAdvisories, withAdvisories } from '../../../src/core/advisories';
import type { Judgement, Policy } from '../../../src/core/model';
import { explainText } from '../../../src/core/present/explain';
import { escapeMarkdown } from '../../../src/core/present/escape';
import { hoverMarkdown } from '../../../src/core/present/hoverMarkdown';
import { inlayOf } from '../../../src/core/present/inlay';
import { reasonText } from '../../../src/core/present/reasons';
import {
  clauseAt,
  dependencyOf,
  findingOf,
  judgementOf,
  licenseReason,
  lock,
  policy,
  scorecard,
} from './samples';

const agpl = judgementOf(
  'AGPL-3.0-or-later',
  {
    scorecard: { value: scorecard, origin: lock },
    lastAllowed: { range: '^1.0.41', version: '1.0.41', license: 'MIT', origin: lock },
  },
  {
    repository: {
      value: { id: 'github.com/faisalman/ua-parser-js', provenance: 'self-reported' },
      origin: lock,
    },
    links: { funding: 'https://opencollective.com/ua-parser-js' },
    gaps: [{ fact: 'advisories', source: 'deps.dev', why: 'offline' }],
  },
);

const withAlternative: Policy = {
  ...policy,
  alternatives: [
    {
      replaces: { type: 'npm', name: 'ua-parser-js' },
      use: [{ name: 'bowser', range: '^2.11.0', dropIn: false }],
      clause: clauseAt('alternatives[0]'),
    },
  ],
};

describe('present/hover', () => {
  it('says for what the policy approves a package, where nothing speaks against it', () => {
    const approving = (name: string): Policy => ({
      ...policy,
      alternatives: [
        {
          need: 'Dates and times',
          replaces: { type: 'npm', name: 'moment' },
          use: [{ name, range: '^4.4.0', dropIn: false }],
          clause: clauseAt('alternatives[0]'),
        },
      ],
    });
    const mit = judgementOf('MIT');
    const { packageName } = mit.dependency;
    assert.match(
      hoverMarkdown(mit, approving(packageName)),
      /Approved for Dates and times, instead of moment\./,
    );
    assert.doesNotMatch(hoverMarkdown(mit, approving('another')), /Approved for/);
    assert.doesNotMatch(hoverMarkdown(agpl, approving(agpl.dependency.packageName)), /Approved for/);
  });

  it('says the verdict first, then the way out, then what else is known', () => {
    const text = hoverMarkdown(
      {
        ...agpl,
        reasons: agpl.reasons.map((reason) => ({
          ...reason,
          clause: clauseAt('licenses.deny[1]', { id: '2.3' }),
        })),
      },
      withAlternative,
      {
        icon: '$(error)',
        clause: 'command:ospoLens.openClause',
        useRange: 'command:ospoLens.useRange',
        replace: { bowser: 'command:ospoLens.replace' },
        explain: 'command:ospoLens.explain',
        ask: { label: 'Ask the OSPO', uri: 'https://ospo.example.com/new' },
      },
    );
    assert.equal(
      text,
      [
        '**ua-parser-js** 2.0.10 · production',
        '',
        '$(error) **Denied** · [Policy 2.3 ↗](command:ospoLens.openClause)  ',
        'AGPL-3.0-or-later is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
        '',
        '---',
        '',
        '**Do instead** ^1.0.41 is MIT ([Use it](command:ospoLens.useRange)) · bowser is approved ([Replace](command:ospoLens.replace))',
        '',
        '[Why?](command:ospoLens.explain) · [Ask the OSPO](https://ospo.example.com/new) · [Contribute ↗](https://github.com/faisalman/ua-parser-js/contribute "https://github.com/faisalman/ua-parser-js/contribute: Contributions come under the license of the project (the package states AGPL-3.0-or-later), by the terms of GitHub, unless the project says otherwise.") · [Fund ↗](https://opencollective.com/ua-parser-js)',
        '',
        '---',
        '',
        '**License** [↗](https://spdx.org/licenses/AGPL-3.0-or-later.html) AGPL-3.0-or-later  ',
        'asks: source for network users, same license, changes stated, notices',
        '',
        '**Scorecard** [↗](https://scorecard.dev/viewer/?uri=github.com/faisalman/ua-parser-js) 5.1 of 10, 2026-06-29 · ▂▅ · github.com/faisalman/ua-parser-js \\(self-reported\\) [↗](https://github.com/faisalman/ua-parser-js)  ',
        'weakest: Code-Review 0 · Fuzzing 0',
        '',
        '**Not checked** Known vulnerabilities: deps.dev was not asked: offline',
      ].join('\n'),
    );
  });

  it('has two lines for good news', () => {
    const text = hoverMarkdown(
      judgementOf('MIT', { scorecard: { value: scorecard, origin: lock } }),
      policy,
      {
        explain: 'command:ospoLens.explain',
      },
    );
    assert.equal(text.split('\n').length, 2);
    assert.match(text, /^✓ \*\*Allowed\*\* · \*\*ua-parser-js\*\* 2\.0\.10 · production {2}\nMIT is allowed/);
  });

  it('says that it is not checked yet instead of unknown', () => {
    const pending = judgementOf('', { verdict: 'unknown', pending: true, reasons: [], license: undefined });
    assert.match(hoverMarkdown(pending, policy), /\*\*Not checked yet\*\*/);
    assert.equal(inlayOf(pending), undefined);
  });

  const poison = '](command:evil) <img src=x> `x` ![i](https://evil.example) $(pass)\n\n# big';
  const poisoned = judgementOf(
    poison,
    {
      scorecard: {
        value: { ...scorecard, repository: poison, checks: [{ name: poison, score: 0, reason: poison }] },
        origin: lock,
      },
      findings: [
        findingOf({ code: 'package.deprecated', message: poison, origin: lock }, dependencyOf('x'), poison),
        findingOf(
          {
            code: 'package.advisory',
            advisories: [{ id: poison, summary: poison, url: poison }],
            origin: lock,
          },
          dependencyOf('x'),
          '1',
        ),
      ],
      lastAllowed: { range: poison, version: poison, license: poison, origin: lock },
    },
    {
      version: { value: poison, origin: { ...lock, label: poison } },
      links: { funding: poison, homepage: poison },
      gaps: [{ fact: 'advisories', source: 'deps.dev', why: 'bad-answer', detail: poison }],
    },
  );

  it('shows text from outside as text', () => {
    const text = hoverMarkdown(poisoned, policy);
    assert.doesNotMatch(text, /(?<!\\)\]\(command|<img|(?<!\\)`|!\[|\$\(|\n# /);
  });

  const untold = judgementOf(
    'MIT',
    {
      findings: [
        findingOf(
          {
            code: 'package.advisory',
            advisories: ['GHSA-1', 'GHSA-2'].map((id) => ({
              id,
              summary: '',
              url: `https://osv.dev/vulnerability/${id}`,
            })),
            origin: lock,
          },
          dependencyOf('x'),
          '1',
        ),
      ],
    },
    { advisories: { value: [{ id: 'GHSA-1', summary: '', url: '' }], origin: lock } },
  );

  it('says what advisories are, where that is known, each leading to its page', () => {
    assert.match(
      hoverMarkdown(untold, policy),
      /\*\*Known vulnerabilities\*\* GHSA-1 \[↗\]\(https:\/\/osv\.dev\/vulnerability\/GHSA-1\)/,
    );
    const details = new Map([['GHSA-1', { summary: 'Prototype pollution', severity: 'high' }]] as const);
    const told = withAdvisories(untold, details);
    assert.match(hoverMarkdown(told, policy), /GHSA\\?-1 \\?\(high\\?\): Prototype pollution/);
    assert.match(hoverMarkdown(told, policy), /GHSA\\?-2/);
    assert.match(explainText(told, policy, 'package.json'), /GHSA-1 \(high\): Prototype pollution/);
    assert.equal(told.verdict, untold.verdict);
  });

  it('says that a Scorecard is of the whole repository, where the package is a folder of it', () => {
    const repository = {
      value: { id: 'github.com/acme/all', directory: 'packages/one', provenance: 'self-reported' },
      origin: lock,
    } as const;
    const one = judgementOf(
      'AGPL-3.0-only',
      { scorecard: { value: scorecard, origin: lock } },
      { repository },
    );
    const words = /of the whole repository; this package is packages\/one in it/;
    assert.match(hoverMarkdown(one, policy), words);
    assert.match(explainText(one, policy, 'package.json'), words);
    assert.doesNotMatch(hoverMarkdown(agpl, policy), /of the whole repository/);
  });

  it('asks about no advisory of a private package, and about none that is told', () => {
    assert.deepEqual(untoldAdvisories(untold), ['GHSA-1']);
    const privacy = { because: 'pattern', pattern: '*', from: 'policy' } as const;
    assert.deepEqual(untoldAdvisories({ ...untold, privacy }), []);
    const details = new Map([['GHSA-1', { summary: 'Known' }]]);
    assert.deepEqual(untoldAdvisories(withAdvisories(untold, details)), []);
  });

  const judgements: readonly Judgement[] = [
    agpl,
    poisoned,
    judgementOf('MIT OR GPL-3.0-only'),
    judgementOf('MIT'),
  ];
  it('says the same reasons as explain, word for word', () => {
    for (const judgement of judgements) {
      const hover = hoverMarkdown(judgement, policy);
      const explained = explainText(judgement, policy, 'package.json');
      for (const reason of judgement.reasons.map(reasonText)) {
        assert.ok(hover.includes(escapeMarkdown(reason)), reason);
        assert.ok(explained.includes(reason), reason);
      }
    }
  });
});

describe('present/explain', () => {
  it('shows the trace as a tree', () => {
    assert.equal(
      explainText(judgementOf('MIT OR AGPL-3.0-only'), policy, 'package.json'),
      [
        'ua-parser-js 2.0.10 in production: allowed',
        '├─ Why',
        '│  └─ Dual license: MIT was chosen from MIT OR AGPL-3.0-only. MIT is allowed by policy licenses.allow[0]. Source: package-lock.json, 2026-11-23.',
        '├─ Licenses',
        '│  ├─ MIT: allowed, chosen',
        '│  │  ├─ category: permissive, as the Blue Oak Council rates it',
        '│  │  └─ licenses.allow[0] is allowed: decides',
        '│  └─ AGPL-3.0-only: denied',
        '│     ├─ category: network copyleft, as its whole family of licenses',
        '│     └─ 2.3 (licenses.deny[1]) is denied: decides',
        '├─ Evidence',
        '│  ├─ version 2.0.10 (package-lock.json, 2026-11-23)',
        '│  └─ license "MIT OR AGPL-3.0-only" (package-lock.json, 2026-11-23)',
        '└─ Policy: Acme 2026-11 (ospo-policy.yaml).',
        '',
      ].join('\n'),
    );
  });
});

describe('present/inlay', () => {
  const scored = { scorecard: { value: scorecard, origin: lock } };
  const own: Partial<Judgement> = {
    verdict: 'unknown',
    license: undefined,
    privacy: { because: 'workspace-package' },
    reasons: [{ rule: 'own-package', verdict: 'unknown', privacy: { because: 'workspace-package' } }],
  };
  const none: Partial<Judgement> = {
    verdict: 'unknown',
    license: undefined,
    reasons: [{ rule: 'license.unknown', verdict: 'unknown', gaps: [], asked: [] }],
  };
  const cases: readonly (readonly [Judgement, string])[] = [
    [judgementOf('MIT', scored), 'MIT · 5.1'],
    [judgementOf('AGPL-3.0-or-later', scored), 'AGPL-3.0 ✗ · 5.1'],
    [judgementOf('MPL-2.0'), 'MPL-2.0 ?'],
    [judgementOf('LGPL-3.0-only'), 'LGPL-3.0 !'],
    [judgementOf('', none), 'no license ?'],
    [judgementOf('', own), 'private'],
    [judgementOf("Standard 'no charge' license: see https://x"), "Standard 'no charge' li… ?"],
    [judgementOf('MIT', { scorecard: { value: { ...scorecard, score: -1 }, origin: lock } }), 'MIT'],
  ];
  for (const [judgement, expected] of cases) {
    it(`shows ${expected}`, () => assert.equal(inlayOf(judgement)?.text, expected));
  }

  it('has the reasons as its tooltip', () => {
    const reason = licenseReason('MIT');
    assert.equal(inlayOf(judgementOf('MIT'))?.tooltip, `Allowed\n${reasonText(reason)}`);
  });
});
