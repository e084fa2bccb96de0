import { strict as assert } from 'node:assert';
import type { Policy } from '../../../src/core/model';
import { giveBackWays, policyLines } from '../../../src/core/present/helpText';
import { dependencyOf, judgementOf, lock, policy } from './samples';

const reference = { kind: 'url', url: 'https://ospo.example.com/p.yaml', sha256: 'ab' } as const;
const layer: Policy['layer'] = {
  extends: [{ ...reference, text: 'https://ospo.example.com/p.yaml#sha256-ab', span: { start: 0, end: 1 } }],
  overridable: [],
  stated: [],
  clauses: {},
};

describe('present/helpText', () => {
  it('names the policy, its origin, its base and its state', () =>
    assert.deepEqual(policyLines({ ...policy, layer }, '2026-11-20T08:00:00Z'), {
      name: 'Acme · 2026-11',
      origin: 'From ospo-policy.yaml',
      bases: ['Builds on https://ospo.example.com/p.yaml#sha256-ab'],
      state: 'Content hash x, changed on 2026-11-20',
    }));

  it('says of the default what it is', () =>
    assert.deepEqual(policyLines({ ...policy, isDefault: true }), {
      name: 'Built-in default',
      origin: 'From OSPO Lens itself',
      bases: [],
      state: 'Content hash x',
    }));

  it('lists the ways to give back, each once', () => {
    const evidence = {
      links: { funding: 'https://opencollective.com/x' },
      repository: { value: { id: 'github.com/o/r', provenance: 'self-reported' }, origin: lock },
    } as const;
    const one = judgementOf('MIT', { dependency: dependencyOf('zlib') }, evidence);
    const private_ = judgementOf(
      'MIT',
      { dependency: dependencyOf('own'), privacy: { because: 'workspace-package' } },
      evidence,
    );
    const other = judgementOf('MIT', { dependency: dependencyOf('abc') }, { links: evidence.links });
    assert.deepEqual(
      giveBackWays([one, one, private_, other]).map(({ label, address }) => `${label}: ${address}`),
      [
        'Fund abc: https://opencollective.com/x',
        'Contribute to zlib: https://github.com/o/r/contribute',
        'Fund zlib: https://opencollective.com/x',
      ],
    );
  });
});
