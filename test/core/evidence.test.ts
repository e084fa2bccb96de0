import { strict as assert } from 'node:assert';
import { gather, lacks, mergeEvidence, noEvidence } from '../../src/core/evidence';
import type { EvidencePatch, EvidenceRequest, EvidenceSource } from '../../src/core/ports';
import type { FactKind, Origin, Privacy, Repository } from '../../src/core/model';

const origin: Origin = { source: 'npm', label: 'registry', date: '2026-11-23' };
const go = { aborted: false };

function request(name: string, privacy?: Privacy): EvidenceRequest {
  return { key: name, name, range: '^1.0.0', installedAs: name, known: noEvidence, privacy };
}

interface Recording extends EvidenceSource {
  readonly seen: string[];
}

function source(
  reach: EvidenceSource['reach'],
  facts: readonly FactKind[],
  answer: (request: EvidenceRequest) => EvidencePatch | undefined,
): Recording {
  const seen: string[] = [];
  return {
    id: 'npm',
    reach,
    facts,
    seen,
    lookup: (requests) => {
      seen.push(...requests.map((asked) => asked.name));
      const patches = requests.map((asked) => [asked.key, answer(asked)] as const);
      return Promise.resolve(
        new Map(patches.filter((patch): patch is [string, EvidencePatch] => patch[1] !== undefined)),
      );
    },
  };
}

const license = (value: string): EvidencePatch => ({ licenses: [{ value, origin }] });
const registry: Privacy = { because: 'registry', registry: 'https://registry.example.com/' };
const pattern: Privacy = { because: 'pattern', pattern: '@acme/*', from: 'policy' };
const mapped: Privacy = { ...pattern, registry: 'https://registry.example.com/' };
const local: Privacy = { because: 'specifier', kind: 'local' };

describe('gather', () => {
  const firewall: readonly [string, EvidenceSource['reach'], Privacy | undefined, boolean][] = [
    ['a public name is told to a public service', 'public', undefined, true],
    ['a public name is told to its registry', 'registry', undefined, true],
    ['a name of another registry is not told to a public service', 'public', registry, false],
    ['a name of another registry is told to that registry', 'registry', registry, true],
    ['a listed name is not told to a public service', 'public', pattern, false],
    ['a listed name without a registry is told to nobody', 'registry', pattern, false],
    ['a listed name with a registry is told to it', 'registry', mapped, true],
    ['a listed name with a registry is not told to a public service', 'public', mapped, false],
    ['a local path is told to no registry', 'registry', local, false],
    ['a workspace package is told to no service', 'public', { because: 'workspace-package' }, false],
    ['everything may be looked up on this machine', 'local', local, true],
  ];
  for (const [title, reach, privacy, told] of firewall) {
    it(title, async () => {
      const asked = source(reach, ['license'], () => license('MIT'));
      const known = await gather([request('left', privacy)], { sources: [asked], offline: [] }, go);
      assert.deepEqual(asked.seen, told ? ['left'] : []);
      const gaps = known.get('left')?.gaps.map((gap) => gap.why);
      assert.deepEqual(gaps, told ? [] : ['private']);
    });
  }

  it('asks a later source only for what is still missing, and shows it what is known', async () => {
    const first = source('local', ['license'], (asked) => (asked.name === 'a' ? license('MIT') : undefined));
    const second = source('registry', ['license'], () => license('ISC'));
    const known = await gather([request('a'), request('b')], { sources: [first, second], offline: [] }, go);
    assert.deepEqual(second.seen, ['b']);
    assert.deepEqual(
      known.get('a')?.licenses.map((fact) => fact.value),
      ['MIT'],
    );
    assert.deepEqual(
      known.get('b')?.licenses.map((fact) => fact.value),
      ['ISC'],
    );
  });

  it('says of sources that are switched off what they would have stated', async () => {
    const off = { id: 'deps.dev', reach: 'public', facts: ['license', 'scorecard'] } as const;
    const first = source('local', ['license'], () => license('MIT'));
    const known = await gather([request('a'), request('p', local)], { sources: [first], offline: [off] }, go);
    assert.deepEqual(known.get('a')?.gaps, [{ fact: 'scorecard', source: 'deps.dev', why: 'offline' }]);
    assert.deepEqual(known.get('p')?.gaps, [{ fact: 'scorecard', source: 'deps.dev', why: 'private' }]);
  });

  it('reports progress after each source that said something', async () => {
    const progress: number[] = [];
    const mute = source('local', ['license'], () => undefined);
    const first = source('local', ['license'], () => license('MIT'));
    await gather([request('a')], { sources: [mute, first], offline: [] }, go, (known) => {
      progress.push(known.get('a')?.licenses.length ?? 0);
    });
    assert.deepEqual(progress, [1]);
  });

  it('lets the host do other work after each source, when its answer is told', async () => {
    const said: string[] = [];
    const first = source('local', ['license'], () => license('MIT'));
    const second = source('registry', ['version'], () => ({ version: { value: '1.0.0', origin } }));
    const rest = () => Promise.resolve(void said.push('rest'));
    const plan = { sources: [first, second], offline: [], rest };
    await gather([request('a')], plan, go, (known) => said.push(known.get('a')?.version?.value ?? 'none'));
    assert.deepEqual(said, ['none', 'rest', '1.0.0', 'rest']);
  });

  it('shows a preview while services are asked, and forgets it for their answer', async () => {
    const shown: (string | undefined)[] = [];
    const version = (value: string): EvidencePatch => ({ version: { value, origin } });
    const old = source('local', ['version'], () => version('1.0.0'));
    const service = source('registry', ['version'], () => version('1.1.0'));
    const plan = { sources: [service, old], preview: [old], offline: [] };
    const known = await gather([request('a')], plan, go, (now) => shown.push(now.get('a')?.version?.value));
    assert.deepEqual(shown, ['1.0.0', '1.1.0']);
    assert.equal(known.get('a')?.version?.value, '1.1.0');
  });

  it('keeps the preview of a fact in sight until a service has said something about it', async () => {
    const seen: string[] = [];
    const score = (value: number): EvidencePatch => ({
      scorecards: [
        {
          value: {
            repository: 'r',
            score: value,
            date: '2026-11-01',
            checks: [{ name: 'SAST', score: 1, reason: '' }],
            history: [],
          },
          origin,
        },
      ],
    });
    const old = source('local', ['license', 'scorecard'], () => ({ ...license('ISC'), ...score(3) }));
    const first = source('registry', ['license'], () => license('MIT'));
    const second = source('public', ['scorecard'], () => score(7));
    const plan = { sources: [first, second], preview: [old], offline: [] };
    await gather([request('a')], plan, go, (now) => {
      const { licenses, scorecards } = now.get('a') ?? noEvidence;
      seen.push(
        [...licenses, ...scorecards.map(({ value }) => ({ value: value.score }))]
          .map(({ value }) => String(value))
          .join(),
      );
    });
    assert.deepEqual(seen, ['ISC,3', 'MIT,3', 'MIT,7']);
  });

  it('shows of a preview nothing that is about another version', async () => {
    const seen: unknown[] = [];
    const version = (value: string): EvidencePatch => ({ version: { value, origin } });
    const old = source('local', ['version', 'license'], () => ({ ...version('1.0.0'), ...license('ISC') }));
    const first = source('registry', ['version'], () => version('2.0.0'));
    const plan = { sources: [first], preview: [old], offline: [] };
    await gather([request('a')], plan, go, (now) => {
      const { version: found, licenses } = now.get('a') ?? noEvidence;
      seen.push([found?.value, licenses.length]);
    });
    assert.deepEqual(seen, [
      ['1.0.0', 1],
      ['2.0.0', 0],
    ]);
  });

  it('falls back on the previewed source where the service says nothing', async () => {
    const old = source('local', ['license'], () => license('MIT'));
    const service = source('registry', ['license'], () => undefined);
    const plan = { sources: [service, old], preview: [old], offline: [] };
    const known = await gather([request('a')], plan, go, () => undefined);
    assert.deepEqual(
      known.get('a')?.licenses.map((fact) => fact.value),
      ['MIT'],
    );
  });

  it('asks nobody outside when the time is over, says so, and still reads what is here', async () => {
    const signal = { aborted: false };
    const first = source('registry', ['version'], () => {
      signal.aborted = true;
      return undefined;
    });
    const second = source('public', ['license'], () => license('MIT'));
    const here = source('local', ['deprecation', 'repository'], () => ({
      deprecation: { value: 'old', origin },
    }));
    const known = await gather([request('a')], { sources: [first, second, here], offline: [] }, signal);
    assert.deepEqual(second.seen, []);
    const { gaps, deprecation } = known.get('a') ?? noEvidence;
    assert.equal(deprecation?.value, 'old');
    assert.deepEqual(
      gaps.map(({ fact, why }) => `${fact} ${why}`),
      ['version time-out', 'license time-out'],
    );
  });
});

describe('mergeEvidence', () => {
  it('keeps the first version and every license statement', () => {
    const one = mergeEvidence(noEvidence, { version: { value: '1.0.0', origin }, ...license('MIT') });
    const two = mergeEvidence(one, { version: { value: '2.0.0', origin }, ...license('ISC') });
    assert.equal(two.version?.value, '1.0.0');
    assert.deepEqual(
      two.licenses.map((fact) => fact.value),
      ['MIT', 'ISC'],
    );
  });

  it('lets an attested repository better a self-reported one, and keeps case and folder of the same', () => {
    const merged = (known: Repository, stated: Repository) =>
      mergeEvidence(
        { ...noEvidence, repository: { value: known, origin } },
        { repository: { value: stated, origin } },
      ).repository?.value;
    const own: Repository = { id: 'github.com/Owner/Name', directory: 'p', provenance: 'self-reported' };
    const attested: Repository = { id: 'github.com/owner/name', provenance: 'attested' };
    const other: Repository = { id: 'github.com/a/b', provenance: 'attested' };
    assert.deepEqual(merged(own, attested), { ...own, provenance: 'attested' });
    assert.deepEqual(merged(own, other), other);
    assert.deepEqual(merged(other, own), other);
    assert.deepEqual(merged(own, { ...other, provenance: 'self-reported' }), own);
    assert.deepEqual(merged(attested, other), attested);
  });

  it('counts a scorecard without checks as something that may be bettered', () => {
    const total = { repository: 'github.com/a/b', score: 5, date: '2024-01-01', checks: [], history: [] };
    const known = mergeEvidence(noEvidence, { scorecards: [{ value: total, origin }] });
    assert.equal(lacks(known, 'scorecard'), true);
    const check = { name: 'SAST', score: 1, reason: '' };
    const full = mergeEvidence(known, { scorecards: [{ value: { ...total, checks: [check] }, origin }] });
    assert.equal(lacks(full, 'scorecard'), false);
  });

  it('takes "not deprecated" for an answer', () => {
    assert.equal(lacks(noEvidence, 'deprecation'), true);
    assert.equal(
      lacks(mergeEvidence(noEvidence, { deprecation: { value: '', origin } }), 'deprecation'),
      false,
    );
  });
});
