import { strict as assert } from 'node:assert';
import { mergeEvidence, noEvidence } from '../../../src/core/evidence';
import { applyEdits } from '../../../src/core/fixes/applyEdits';
import { fixesFor } from '../../../src/core/fixes/index';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { CommunityCatalog, Judgement, Origin, Policy, Privacy } from '../../../src/core/model';
import { parsePolicy } from '../../../src/core/policy/parse';
import { explainText } from '../../../src/core/present/explain';
import { hoverMarkdown } from '../../../src/core/present/hoverMarkdown';
import { judgeManifest } from '../../../src/core/scan';

const origin: Origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' };
const TEXT = '{ "dependencies": { "moment": "^2.30.0" } }';
const BASE = 'licenses: { allow: [permissive], deny: [strong-copyleft] }';

const catalog: CommunityCatalog = {
  name: 'module-replacements',
  version: '3.4.0',
  date: '2026-11-23',
  packages: {
    dayjs: { version: '1.11.19', license: 'MIT' },
    'gpl-date': { version: '1.0.0', license: 'GPL-3.0-only' },
    'odd-date': { version: '2.0.0', license: 'Elastic-2.0' },
    'listed-date': { version: '3.0.0' },
    moment: { version: '2.30.1', license: 'MIT' },
  },
  entries: {
    moment: {
      link: 'https://example.com/moment',
      use: [
        { kind: 'package', name: 'dayjs' },
        { kind: 'package', name: 'gpl-date' },
        { kind: 'package', name: 'odd-date' },
        { kind: 'package', name: 'listed-date' },
        { kind: 'package', name: 'day.js' },
        { kind: 'package', name: 'moment' },
        { kind: 'native', what: 'Intl.DateTimeFormat', node: '13.0.0', link: 'https://example.com/intl' },
        { kind: 'code', what: 'Subtract `dates`.', example: 'later - earlier\n// milliseconds' },
      ],
    },
  },
};

interface Case {
  readonly policy?: string;
  /** `null`: nobody switched it on. */
  readonly community?: CommunityCatalog | null;
  readonly privacy?: Privacy;
}

function judged({ policy: text = BASE, community = catalog, privacy }: Case): [Judgement, Policy] {
  const { value: policy, problems } = parsePolicy(`version: 1\nname: Test\n${text}\n`, { origin: 'p.yaml' });
  assert.deepEqual(problems, []);
  const facts = { version: { value: '2.30.1', origin }, licenses: [{ value: 'MIT', origin }] };
  const [judgement] = judgeManifest({
    manifest: parseManifest(TEXT).value,
    evidenceOf: () => mergeEvidence(noEvidence, facts),
    policy,
    manifestPath: 'package.json',
    now: '2026-11-23T08:00:00Z',
    privacyOf: () => privacy,
    isPending: () => false,
    ...(community === null ? {} : { community }),
  });
  return [judgement ?? assert.fail('nothing was judged'), policy];
}

/** What is suggested: names of packages with their verdicts, kinds of all else; `-` where nothing is told. */
function told(scene: Case): string {
  const finding = judged(scene)[0].findings.find(({ code }) => code === 'alternative.community');
  if (finding?.data.code !== 'alternative.community') return '-';
  return finding.data.suggestions
    .map((one) => (one.kind === 'package' ? `${one.name} ${one.verdict}` : one.kind))
    .join(', ');
}

const OTHERS = 'native, code';

describe('rules/communityAlternative', () => {
  const { packages, ...unnamed } = catalog;
  const cases: readonly (readonly [string, Case, string])[] = [
    [
      'leaves out what the policy denies, what does not exist, and the package itself',
      {},
      `dayjs allowed, odd-date review, listed-date unknown, ${OTHERS}`,
    ],
    [
      'leaves out a package that the policy denies by name',
      { policy: `${BASE}\npackages: { deny: [dayjs, odd-date, "listed-*"] }` },
      OTHERS,
    ],
    [
      'knows what the policy approves by name',
      { policy: `${BASE}\npackages: { approve: [listed-date], deny: [dayjs, odd-date] }` },
      `listed-date allowed, ${OTHERS}`,
    ],
    [
      'is silent where the policy lists an alternative',
      { policy: `${BASE}\nalternatives: [{ package: moment, use: a@^1 }]` },
      '-',
    ],
    [
      'is silent where the policy approves the package',
      { policy: `${BASE}\npackages: { approve: [moment] }` },
      '-',
    ],
    ['is silent where its code is off', { policy: `${BASE}\nseverity: { alternative.community: off }` }, '-'],
    ['is silent about private packages', { privacy: { because: 'workspace-package' } }, '-'],
    [
      'is silent about packages that the catalog does not name',
      { community: { ...catalog, entries: {} } },
      '-',
    ],
    ['suggests no package that was not looked up', { community: { ...unnamed, packages: {} } }, OTHERS],
  ];
  for (const [name, scene, expected] of cases) it(name, () => assert.equal(told(scene), expected));

  it('says nothing where nobody switched it on', () => {
    const [judgement, policy] = judged({ community: null });
    assert.ok(Object.keys(packages).length > 0);
    assert.deepEqual(judgement.findings, judged({ community: { ...catalog, entries: {} } })[0].findings);
    assert.doesNotMatch(hoverMarkdown(judgement, policy), /community/i);
  });

  it('never betters or worsens a verdict', () => {
    assert.equal(judged({})[0].verdict, judged({ community: null })[0].verdict);
  });

  it('writes only packages whose license is known and allowed, never as the preferred fix', () => {
    const [judgement, policy] = judged({});
    const fixes = judgement.findings.flatMap((finding) => fixesFor(finding, judgement, policy, TEXT));
    assert.deepEqual(
      fixes.map(({ title, preferred, kind }) => [title, preferred, kind]),
      [['Replace moment by dayjs ^1.11.19 (community suggestion)', false, 'replace-by-suggestion']],
    );
    const [fix] = fixes;
    assert.equal(
      applyEdits(TEXT, fix?.edits ?? []),
      TEXT.replace('"moment": "^2.30.0"', '"dayjs": "^1.11.19"'),
    );
  });

  it('stands apart in the hover, with its source and links', () => {
    const [judgement, policy] = judged({});
    const text = hoverMarkdown(judgement, policy);
    assert.ok(
      text.includes(
        [
          "**Community suggestion \\(module-replacements 3.4.0\\), not your organization's** [↗](https://example.com/moment) dayjs 1.11.19, MIT: allowed  ",
          'odd-date 2.0.0, Elastic-2.0: needs review  ',
          'listed-date 3.0.0: its license was not looked up  ',
          'the platform does this: Intl.DateTimeFormat \\(Node.js 13 or later\\) [↗](https://example.com/intl)  ',
          'Subtract dates.',
        ].join('\n'),
      ),
      text,
    );
    assert.doesNotMatch(text, /Do instead/);
  });

  it('stands apart in the explanation, with the code and the addresses', () => {
    const [judgement, policy] = judged({});
    const text = explainText(judgement, policy, 'package.json');
    const from = text.indexOf('├─ Community suggestion');
    assert.deepEqual(text.slice(from).split('\n').slice(0, 10), [
      "├─ Community suggestion (module-replacements 3.4.0), not your organization's",
      '│  ├─ dayjs 1.11.19, MIT: allowed',
      '│  ├─ odd-date 2.0.0, Elastic-2.0: needs review',
      '│  ├─ listed-date 3.0.0: its license was not looked up',
      '│  ├─ the platform does this: Intl.DateTimeFormat (Node.js 13 or later)',
      '│  │  └─ https://example.com/intl',
      '│  ├─ Subtract dates.',
      '│  │  ├─ later - earlier',
      '│  │  └─ // milliseconds',
      '│  └─ Read more: https://example.com/moment',
    ]);
  });
});
