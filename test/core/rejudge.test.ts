import { strict as assert } from 'node:assert';
import { mergeEvidence, noEvidence } from '../../src/core/evidence';
import { parseManifest } from '../../src/core/manifests/packageJson';
import type { CommunityCatalog, Dependency, Evidence, Judgement, Origin } from '../../src/core/model';
import { parsePolicy } from '../../src/core/policy/parse';
import { ManifestJudge } from '../../src/core/rejudge';
import { judgeManifest } from '../../src/core/scan';
import type { JudgeManifestInput } from '../../src/core/scan';

const origin: Origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' };

function policyOf(text: string) {
  return parsePolicy(`version: 1\nname: Test\n${text}\n`, { origin: 'policy.yaml' }).value;
}

const stated = (license: string): Evidence =>
  mergeEvidence(noEvidence, {
    version: { value: '1.2.0', origin },
    licenses: [{ value: license, origin }],
    deprecation: { value: license === 'MIT' ? '' : 'Gone.', origin },
  });

const LICENSES = ['MIT', 'AGPL-3.0-only', 'GPL-3.0-only', 'Apache-2.0'];
const POLICY = policyOf('licenses: { allow: [permissive], deny: [network-copyleft] }');

/** A manifest's editor: evidence stays the same object for a name until it is changed. */
class Desk {
  readonly judge = new ManifestJudge();
  readonly evidence = new Map<string, Evidence>();
  text = manifestOf(20);
  policy = POLICY;
  now = '2026-11-23T08:00:00Z';
  path = 'package.json';
  pending = new Set<string>();
  privacyOf: JudgeManifestInput['privacyOf'] = () => undefined;
  community: CommunityCatalog | undefined;

  input(): JudgeManifestInput {
    const evidenceOf = ({ name }: Dependency) => this.evidenceOf(name);
    const isPending = ({ name }: Dependency) => this.pending.has(name);
    const { policy, now, path: manifestPath, privacyOf } = this;
    const manifest = parseManifest(this.text).value;
    const input = { manifest, evidenceOf, policy, manifestPath, now, privacyOf, isPending };
    return this.community === undefined ? input : { ...input, community: this.community };
  }

  /** Judges, compares with judging from nothing, and says how many entries were judged anew. */
  again(): { judged: number; judgements: readonly Judgement[] } {
    const before = this.judge.count;
    const judgements = this.judge.judge(this.input());
    assert.ok(judgements);
    assert.deepEqual(judgements, judgeManifest(this.input()));
    return { judged: this.judge.count - before, judgements };
  }

  private evidenceOf(name: string): Evidence {
    const known = this.evidence.get(name) ?? stated(LICENSES[name.length % LICENSES.length] ?? '');
    this.evidence.set(name, known);
    return known;
  }
}

function manifestOf(count: number): string {
  const entries = Array.from({ length: count }, (_, i) => `    "x${'y'.repeat(i % 7)}${i}": "^1.${i}.0"`);
  return `{\n  "name": "a",\n  "dependencies": {\n${entries.join(',\n')}\n  }\n}\n`;
}

interface Case {
  readonly name: string;
  readonly change: (desk: Desk) => void;
  readonly judged: number;
}

const CASES: readonly Case[] = [
  { name: 'nothing', change: () => undefined, judged: 0 },
  {
    name: 'the suggestions of the community',
    change: (desk) =>
      (desk.community = {
        name: 'c',
        version: '1.0.0',
        date: '2026-11-23',
        packages: {},
        entries: { xyyy3: { use: [{ kind: 'removal', what: 'Not needed.' }] } },
      }),
    judged: 20,
  },
  { name: 'a field above', change: (desk) => (desk.text = desk.text.replace('"a"', '"abc"')), judged: 0 },
  { name: 'one range', change: (desk) => (desk.text = desk.text.replace('^1.3.0', '^1.3.00')), judged: 1 },
  {
    name: 'one name',
    change: (desk) => (desk.text = desk.text.replace('"xyyy3"', '"xyyy33"')),
    judged: 1,
  },
  {
    name: 'a value that is gone',
    change: (desk) => (desk.text = desk.text.replace('"^1.3.0"', '')),
    judged: 1,
  },
  {
    name: 'a new entry',
    change: (desk) => (desk.text = desk.text.replace('"x0"', '"new": "1",\n "x0"')),
    judged: 1,
  },
  {
    name: 'the same name in another block',
    change: (desk) => (desk.text = desk.text.replace('{\n', '{\n"devDependencies": {"x0": "^1.0.0"},\n')),
    judged: 2,
  },
  {
    name: 'spaces within an entry',
    change: (desk) => (desk.text = desk.text.replace('"x0":', '"x0"  :  ')),
    judged: 0,
  },
  {
    name: 'all in another block',
    change: (desk) => (desk.text = desk.text.replace('"dependencies"', '"devDependencies"')),
    judged: 20,
  },
  {
    name: 'the evidence of one',
    change: (desk) => desk.evidence.set('x0', stated('Apache-2.0')),
    judged: 1,
  },
  { name: 'one that is being asked about', change: (desk) => desk.pending.add('x0'), judged: 1 },
  { name: 'the policy', change: (desk) => (desk.policy = policyOf('licenses: {}')), judged: 20 },
  { name: 'the path', change: (desk) => (desk.path = 'a/package.json'), judged: 20 },
  { name: 'the hour', change: (desk) => (desk.now = '2026-11-23T23:00:00Z'), judged: 0 },
  { name: 'the day', change: (desk) => (desk.now = '2026-11-24T00:00:00Z'), judged: 20 },
  {
    name: 'the privacy of one',
    change: (desk) =>
      (desk.privacyOf = ({ name }) => (name === 'x0' ? { because: 'workspace-package' } : undefined)),
    judged: 1,
  },
  { name: 'npm settings that say the same', change: (desk) => (desk.privacyOf = () => undefined), judged: 0 },
];

describe('judging again', () => {
  for (const { name, change, judged } of CASES) {
    it(`judges ${judged} of 20 entries anew after a change of: ${name}`, () => {
      const desk = new Desk();
      assert.equal(desk.again().judged, 20);
      change(desk);
      assert.equal(desk.again().judged, judged);
      assert.equal(desk.again().judged, 0);
    });
  }

  it('keeps the very judgement of an entry that did not move', () => {
    const desk = new Desk();
    const before = desk.again().judgements;
    desk.text = desk.text.replace('"^1.19.0"', '"^1.19.1"');
    const after = desk.again().judgements;
    assert.equal(after.filter((judgement, i) => judgement === before[i]).length, 19);
  });

  it('stops when the time is over, and goes on where it stopped', () => {
    const desk = new Desk();
    let rounds = 0;
    for (let left = 6; desk.judge.judge(desk.input(), () => left-- > 0) === undefined; left = 6) rounds += 1;
    assert.equal(rounds, 2);
    assert.equal(desk.judge.count, 20);
    assert.equal(desk.again().judged, 0);
  });

  it('goes on with a newer text after a stop', () => {
    const desk = new Desk();
    assert.equal(
      desk.judge.judge(desk.input(), () => false),
      undefined,
    );
    desk.text = desk.text.replace('"x19"', '"other"');
    assert.equal(desk.again().judged, 19);
  });

  it('forgets what is no longer in the text', () => {
    const desk = new Desk();
    const before = desk.text;
    desk.again();
    desk.text = '{}';
    desk.again();
    desk.text = before;
    assert.equal(desk.again().judged, 20);
  });
});
