import { strict as assert } from 'node:assert';
import type { SourcePlan } from '../../src/core/evidence';
import { parseManifest } from '../../src/core/manifests/packageJson';
import type { FactKind, Privacy, SourceId } from '../../src/core/model';
import { outboundOf } from '../../src/core/outbound';
import type { EvidencePatch, EvidenceSource, PrivacyRule } from '../../src/core/ports';
import { outboundReport, outboundText } from '../../src/core/present/outboundText';
import { requestsFor } from '../../src/core/scan';

const origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' } as const;

function source(
  id: SourceId,
  reach: EvidenceSource['reach'],
  facts: readonly FactKind[],
  says: EvidencePatch = {},
) {
  return {
    id,
    reach,
    facts,
    lookup: (requests: readonly { key: string; name: string }[]) => {
      assert.equal(reach, 'local', `${id} must not be asked`);
      const known = requests.filter(({ name }) => name === 'locked');
      return Promise.resolve(new Map(known.map(({ key }) => [key, says])));
    },
  };
}

const local = source('lockfile', 'local', ['version', 'license', 'repository'], {
  version: { value: '1.0.0', origin },
  licenses: [{ value: 'MIT', origin }],
  repository: { value: { id: 'github.com/o/locked', provenance: 'self-reported' }, origin },
});
const services = [
  source('npm', 'registry', ['version', 'license']),
  source('deps.dev', 'public', ['advisories']),
  source('scorecard', 'public', ['scorecard']),
];
const snapshot = source('snapshot', 'local', ['license'], { licenses: [{ value: 'ISC', origin }] });

const manifest = parseManifest(
  JSON.stringify({
    dependencies: { locked: '^1', fresh: '^2', '@acme/ui': '^1', 'acme-x': '^1', alias: 'npm:fresh@^2' },
    devDependencies: { fresh: '^2' },
  }),
).value;
const acme: Privacy = { because: 'registry', registry: 'https://npm.acme.example/' };
const pattern: Privacy = { because: 'pattern', pattern: 'acme-*', from: 'policy' };
const privacyOf: PrivacyRule = ({ packageName }) =>
  packageName.startsWith('@acme/') ? acme : packageName.startsWith('acme-') ? pattern : undefined;
const addressOf = (id: SourceId, name: string): string | undefined =>
  id !== 'npm' ? undefined : name.startsWith('@acme/') ? acme.registry : 'https://user:pw@public.example/';

const outbound = (plan: SourcePlan) =>
  outboundOf(requestsFor(manifest, privacyOf), plan, addressOf, { aborted: false });
const online: SourcePlan = { sources: [local, ...services, snapshot], offline: [] };

describe('outbound', () => {
  it('lists of a mirror the files that are read, and no name', async () => {
    const plan = { sources: [local, source('mirror', 'public', ['license', 'advisories'])], offline: [] };
    const files = Object.assign(addressOf, {
      mirrorFileOf: (name: string) => `packages/${name.length}.json`,
    });
    const found = await outboundOf(requestsFor(manifest, privacyOf), plan, files, { aborted: false });
    const read = ['index.json', 'packages/5.json', 'packages/6.json'];
    assert.deepEqual(found.services, [
      { id: 'mirror', address: undefined, items: [], files: read, packages: 2 },
    ]);
    const [service] = outboundReport('package.json', found).services;
    assert.deepEqual([service?.items, service?.files], [[], read]);
    const [lines = ''] = outboundText('package.json', found).split('Private:');
    assert.match(lines, /packages\/5\.json/);
    assert.doesNotMatch(lines, /locked|fresh/);
  });

  it('lists who would learn what, each name once, and asks nobody', async () => {
    const { services: found, kept, offline } = await outbound(online);
    assert.equal(offline, false);
    assert.deepEqual(
      found.map(({ id, address, items }) => [id, address, items.map(({ name }) => name)]),
      [
        ['npm', 'https://user:pw@public.example/', ['fresh']],
        ['npm', 'https://npm.acme.example/', ['@acme/ui']],
        ['deps.dev', undefined, ['locked', 'fresh']],
        ['scorecard', undefined, ['locked', 'fresh']],
      ],
    );
    assert.deepEqual(kept, [
      { name: '@acme/ui', privacy: acme },
      { name: 'acme-x', privacy: pattern },
    ]);
  });

  it('says that nothing is sent offline, and what else would be', async () => {
    const found = await outbound({ sources: [local, snapshot], offline: services });
    assert.equal(found.offline, true);
    assert.deepEqual(
      found.services.map(({ id }) => id),
      ['npm', 'npm', 'deps.dev', 'scorecard'],
    );
    assert.match(outboundText('package.json', found), /^Offline: nothing is sent/m);
  });

  it('is worded for people, without the secrets of an address', async () => {
    const text = outboundText('package.json', await outbound(online));
    assert.match(text, /^What would be sent for package\.json\n/);
    assert.match(text, /^The registry \(https:\/\/public\.example\/\): names, .*\n {2}fresh\n\n/m);
    assert.match(text, /^deps\.dev: .*\n {2}locked 1\.0\.0, github\.com\/o\/locked\n {2}fresh\n/m);
    assert.match(text, /^ {2}github\.com\/o\/locked\n {2}the repository of fresh, once it is known\n/m);
    assert.match(text, /^ {2}acme-x: A private package: the policy lists acme-\*\.\n/m);
    assert.doesNotMatch(text, /pw@|alias\b/);
  });

  it('says so when nobody would be asked', async () => {
    assert.match(
      outboundText('x', await outbound({ sources: [local], offline: [] })),
      /^Nothing would be sent/m,
    );
  });

  it('is given to programs with the same words', async () => {
    const report = outboundReport('package.json', await outbound(online));
    assert.deepEqual(report.services[0], {
      service: 'npm',
      address: 'https://public.example/',
      learns: 'names, and versions where they are known',
      items: [{ name: 'fresh' }],
    });
    assert.deepEqual(report.keptBack[0], {
      name: '@acme/ui',
      why: 'A package of the private registry https://npm.acme.example/.',
    });
  });
});
