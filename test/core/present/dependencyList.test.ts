import { strict as assert } from 'node:assert';
import {
  filterDependencies,
  filterText,
  groupCount,
  groupDependencies,
  groupLabel,
  isMarked,
  parsePolicy,
  spokenVerdict,
} from '../../../src/core/index';
import type { Finding, Grouping, ListedDependency, ListFilter } from '../../../src/core/index';
import { noEvidence } from '../../../src/core/evidence';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { judge } from '../../../src/core/rules/judge';

const policy = parsePolicy(
  'version: 1\nname: Test\nlicenses: { allow: [permissive], deny: [network-copyleft] }\n',
  { origin: 'ospo-policy.yaml' },
).value;
const origin = { source: 'npm', label: 'npm', date: '2026-11-23' } as const;

/** `name license path`; `?` for no license, `…` for a look-up that is under way. */
function listed(text: string): ListedDependency {
  const [name = '', license = '', path = ''] = text.split(' ');
  const manifest = parseManifest(`{"dependencies":{"${name}":"^1.0.0"}}`).value;
  const [dependency] = manifest.dependencies;
  assert.ok(dependency);
  const licenses = /[?…]/.test(license) ? [] : [{ value: license, origin }];
  const judgement = judge({
    dependency,
    evidence: { ...noEvidence, licenses },
    policy,
    manifest,
    manifestPath: path,
    now: '2026-11-23T00:00:00Z',
    privacy: license === '…?' ? { because: 'workspace-package' } : undefined,
    pending: license === '…',
  });
  return { judgement, path };
}

const LIST = [
  'beta AGPL-3.0-only a/package.json',
  'alpha AGPL-3.0-only b/package.json',
  'mit MIT b/package.json',
  'bsd BSD-3-Clause a/package.json',
  'nobody ? a/package.json',
  'own …? a/package.json',
  'late … a/package.json',
].map(listed);

const names = (entries: readonly ListedDependency[]) =>
  entries.map(({ judgement }) => judgement.dependency.name).join(' ');

describe('the list of dependencies', () => {
  const groupings: readonly (readonly [Grouping, readonly string[]])[] = [
    [
      'verdict',
      [
        'Denied (2): alpha beta',
        'Unknown (1): nobody',
        'Allowed (2): bsd mit',
        'Your own packages (1): own',
        'Being looked up (1): late',
      ],
    ],
    [
      'manifest',
      [
        'a/package.json (5 · 2 need action): beta bsd late nobody own',
        'b/package.json (2 · 1 needs action): alpha mit',
      ],
    ],
    [
      'license',
      [
        'AGPL-3.0-only (2 · 2 need action): alpha beta',
        'No license known (1 · 1 needs action): nobody',
        'BSD-3-Clause (1): bsd',
        'MIT (1): mit',
        'Your own packages (1): own',
        'Being looked up (1): late',
      ],
    ],
  ];
  for (const [grouping, expected] of groupings)
    it(`is grouped by ${grouping}, what needs somebody first`, () => {
      const groups = groupDependencies(LIST, grouping);
      const shown = groups.map(
        (group) => `${group.title} (${groupCount(group, grouping)}): ${names(group.entries)}`,
      );
      assert.deepEqual(shown, expected);
      assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
    });

  const filters: readonly (readonly [Partial<ListFilter>, string])[] = [
    [{}, 'beta alpha mit bsd nobody own late'],
    [{ text: 'AGPL' }, 'beta alpha'],
    [{ text: 'agpl b/' }, 'alpha'],
    [{ text: 'bet' }, 'beta'],
    [{ text: 'zeta' }, ''],
    [{ actionOnly: true }, 'beta alpha nobody'],
    [{ actionOnly: true, text: 'a/' }, 'beta nobody'],
  ];
  for (const [filter, expected] of filters)
    it(`is narrowed by ${JSON.stringify(filter)}`, () => {
      assert.equal(names(filterDependencies(LIST, { text: '', actionOnly: false, ...filter })), expected);
    });

  const warning = { ...listed('x AGPL-3.0-only a').judgement.findings[0] } as Finding;

  it('has what needs action first among those of a verdict', () => {
    const entries = ['alpha MIT a', 'beta MIT a', 'gamma MIT a'].map(listed).map((entry) => ({
      ...entry,
      judgement: {
        ...entry.judgement,
        findings: entry.judgement.dependency.name === 'gamma' ? [warning] : [],
      },
    }));
    assert.equal(names(groupDependencies(entries, 'verdict')[0]?.entries ?? []), 'gamma alpha beta');
    assert.equal(names(groupDependencies(entries, 'manifest')[0]?.entries ?? []), 'alpha beta gamma');
  });

  it('marks what needs action where the verdict alone does not tell', () => {
    const { judgement } = listed('alpha MIT a');
    const warned = { ...judgement, findings: [warning] };
    const denied = listed('beta AGPL-3.0-only a').judgement;
    assert.deepEqual([judgement, warned, denied].map(isMarked), [false, true, false]);
    assert.deepEqual([judgement, warned, denied].map(spokenVerdict), [
      'Allowed',
      'Allowed, needs action',
      'Denied',
    ]);
  });

  it('says what it is narrowed to', () => {
    assert.equal(filterText({ text: '', actionOnly: false }, 3, 3), undefined);
    assert.equal(filterText({ text: 'x', actionOnly: false }, 1, 3), 'Only what matches "x": 1 of 3.');
    assert.equal(filterText({ text: '', actionOnly: true }, 1, 3), 'Only what needs action: 1 of 3.');
    assert.equal(
      filterText({ text: 'x', actionOnly: true }, 0, 3),
      'Only what needs action and matches "x": 0 of 3.',
    );
  });

  it('reads well', () => {
    assert.deepEqual(groupDependencies(LIST, 'manifest').map(groupLabel), [
      'a/package.json: 5 dependencies, 2 need action',
      'b/package.json: 2 dependencies, 1 needs action',
    ]);
  });
});
