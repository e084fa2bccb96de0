import { strict as assert } from 'node:assert';
import { gather, parseManifest, requestsFor } from '../../src/core/index';
import type { Evidence } from '../../src/core/index';
import { createLocalSources } from '../../src/sources/local';
import { createNetworkSources } from '../../src/sources/networkSources';
import { npmConfigFrom } from '../../src/sources/npmConfig';
import { startDepsDev } from '../standins/depsDev';
import type { DepsDevData } from '../standins/depsDev';
import { startNpmRegistry } from '../standins/npmRegistry';
import { startOsv } from '../standins/osv';
import { startScorecardApi } from '../standins/scorecardApi';
import type { StandIn } from '../standins/server';
import { now, running, tempFolder } from './support';
import type { TempFolder } from './support';

const COUNT = 500;
const names = Array.from({ length: COUNT }, (_, index) => `package-${index}`);

/** Nine of ten have a repository of their own; one of seven repositories has no Scorecard. */
const repositoryOf = (index: number): string => `github.com/Owner/repository-${index % 450}`;
const hasScorecard = (index: number): boolean => (index % 450) % 7 !== 0;
const LICENSES = ['MIT', 'ISC', 'Apache-2.0', 'AGPL-3.0-only'];
const licenseOf = (index: number): string => LICENSES[index % LICENSES.length] ?? 'MIT';

function depsDevData(batch: boolean): DepsDevData {
  const versions = names.map((name, index) => {
    const id = repositoryOf(index);
    const relationProvenance = index % 50 === 0 ? 'SLSA_ATTESTATION' : 'UNVERIFIED_METADATA';
    const project = { projectKey: { id: id.toLowerCase() }, relationType: 'SOURCE_REPO', relationProvenance };
    const document = {
      licenses: [licenseOf(index)],
      isDeprecated: index % 100 === 0,
      advisoryKeys: index % 60 === 0 ? [{ id: `GHSA-${index}` }] : [],
      links: [{ label: 'SOURCE_REPO', url: `git+https://${id}.git` }],
      relatedProjects: [project],
    };
    return [`${name}@1.2.0`, document];
  });
  const projects = names.slice(0, 450).map((_, index) => {
    const scorecard = { date: '2026-11-01', overallScore: 5, checks: [{ name: 'SAST', score: 5 }] };
    const repository = { name: repositoryOf(index).toLowerCase() };
    const fields = hasScorecard(index) ? { scorecard: { ...scorecard, repository } } : {};
    return [repositoryOf(index).toLowerCase(), fields];
  });
  return {
    versions: Object.fromEntries(versions) as NonNullable<DepsDevData['versions']>,
    projects: Object.fromEntries(projects) as NonNullable<DepsDevData['projects']>,
    ...(batch && { batch: { pageSize: 5_000 } }),
  };
}

const registryData = Object.fromEntries(
  names.map((name, index) => {
    const fields = { license: licenseOf(index), repository: `https://${repositoryOf(index)}` };
    return [name, { versions: { '1.0.0': fields, '1.2.0': fields, '2.0.0': fields } }];
  }),
);

interface Services {
  readonly registry: StandIn;
  readonly depsDev: StandIn;
  readonly osv: StandIn;
  readonly scorecard: StandIn;
}

async function startAll(batch: boolean): Promise<Services> {
  const [registry, depsDev, osv, scorecard] = await Promise.all([
    startNpmRegistry(registryData),
    startDepsDev(depsDevData(batch)),
    startOsv({ 'package-0@1.2.0': ['GHSA-0', 'MAL-0'] }),
    startScorecardApi({}),
  ]);
  return { registry, depsDev, osv, scorecard };
}

/** What a first look at a project of 500 dependencies costs, in requests to each service. */
describe('requests for 500 dependencies', function () {
  this.timeout(60_000);

  let temp: TempFolder;
  let services: Services | undefined;
  beforeEach(() => (temp = tempFolder()));
  afterEach(async () => {
    temp.remove();
    await Promise.all(Object.values(services ?? {}).map((server: StandIn) => server.close()));
  });

  const look = async (
    { registry, depsDev, osv, scorecard }: Services,
    switched: { readonly depsDev?: false; readonly predicted?: (name: string) => boolean } = {},
  ): Promise<readonly Evidence[]> => {
    const manifest = { dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])) };
    const requests = requestsFor(parseManifest(JSON.stringify(manifest)).value, () => undefined);
    const network = createNetworkSources({
      npm: npmConfigFrom({ registry: registry.url }),
      now,
      cacheFolder: `${temp.path}/cache`,
      depsDev: switched.depsDev ?? depsDev.url,
      osv: osv.url,
      scorecard: scorecard.url,
      admitsLatest: ({ name }) => Promise.resolve(switched.predicted?.(name) ?? false),
    });
    const local = createLocalSources({ root: temp.path, folder: temp.path, now });
    const known = await gather(requests, { sources: [...local, ...network], offline: [] }, running);
    return [...known.values()];
  };

  const counts = ({ registry, depsDev, osv, scorecard }: Services) => ({
    registry: registry.requests.length,
    depsDev: depsDev.requests.length,
    osv: osv.requests.length,
    scorecard: scorecard.requests.length,
  });

  const writeLockfile = (): void => {
    const packages = names.map((name, index) => {
      return [`node_modules/${name}`, { version: '1.2.0', license: licenseOf(index) }];
    });
    temp.write('package-lock.json', { lockfileVersion: 3, packages: Object.fromEntries(packages) as object });
  };

  const checkAll = (evidence: readonly Evidence[]): void => {
    assert.equal(evidence.length, COUNT);
    evidence.forEach((known, index) => {
      assert.equal(known.version?.value, '1.2.0', names[index]);
      assert.equal(known.licenses[0]?.value, licenseOf(index));
      assert.equal(known.repository?.value.id, repositoryOf(index));
      assert.equal(known.scorecards.length, hasScorecard(index) ? 1 : 0, `${names[index]} Scorecard`);
      assert.ok(known.advisories !== undefined);
    });
  };

  const cases = [
    { batch: true, lockfile: true, cost: { registry: 0, depsDev: 2, osv: 0, scorecard: 0 }, most: 5 },
    {
      batch: true,
      lockfile: false,
      // The registry resolves every range; which batches there are is asked beforehand.
      cost: { registry: COUNT, depsDev: 3, osv: 0, scorecard: 0 },
      most: 2 * COUNT,
    },
    {
      batch: false,
      lockfile: false,
      // Each full document tells license and repository; three batches are refused; OSV knows all advisories.
      cost: { registry: COUNT, depsDev: 3 + 450, osv: 2, scorecard: 0 },
      most: 2 * COUNT,
    },
    {
      batch: false,
      lockfile: true,
      // The batch that was refused, every version, every repository once.
      cost: { registry: 0, depsDev: 1 + COUNT + 450, osv: 0, scorecard: 0 },
      most: 2 * COUNT,
    },
  ];
  for (const { batch, lockfile, cost, most } of cases) {
    const title = `${lockfile ? 'a' : 'no'} lockfile, ${batch ? '' : 'no '}batches`;
    it(`${title}: ${JSON.stringify(cost)}; none when the cache is warm`, async () => {
      if (lockfile) writeLockfile();
      services = await startAll(batch);
      const cold = await look(services);
      checkAll(cold);
      assert.deepEqual(counts(services), cost);
      assert.ok(Object.values(cost).reduce((sum, each) => sum + each) <= most);
      for (const server of Object.values(services) as StandIn[]) server.requests.length = 0;
      assert.deepEqual(await look(services), cold);
      assert.deepEqual(counts(services), { registry: 0, depsDev: 0, osv: 0, scorecard: 0 });
    });
  }

  it('asks for one small document each where the newest version is in range', async () => {
    services = await startAll(false);
    const isOdd = (name: string): boolean => Number(name.slice(-1)) % 2 === 1;
    checkAll(await look(services, { predicted: isOdd }));
    const paths = services.registry.requests.map(({ path }) => path);
    // Here `latest` is out of range, so whoever asked for it in vain asks for the whole document.
    assert.equal(paths.filter((path) => path.endsWith('/latest')).length, COUNT / 2);
    assert.equal(paths.length, COUNT + COUNT / 2);
  });

  it('asks the registry and the Scorecard API for each where deps.dev is switched off, OSV for all at once', async () => {
    writeLockfile();
    services = await startAll(true);
    const evidence = await look(services, { depsDev: false });
    // Two pages of advisories.
    assert.deepEqual(counts(services), { registry: COUNT, depsDev: 0, osv: 2, scorecard: 450 });
    assert.deepEqual(
      evidence[0]?.advisories?.value.map(({ id }) => id),
      ['GHSA-0', 'MAL-0'],
    );
    assert.deepEqual(evidence[1]?.advisories?.value, []);
  });

  it('does not ask each alone when the service answers with a log-in page', async () => {
    writeLockfile();
    services = await startAll(true);
    services.depsDev.fail({ kind: 'body', type: 'text/html', body: '<form>Log in</form>' });
    await look(services);
    assert.ok(services.depsDev.requests.length <= 4, String(services.depsDev.requests.length));
  });

  it('does not keep the registry waiting for a service that is stalled', async () => {
    services = await startAll(true);
    services.depsDev.fail({ kind: 'silent' });
    const began = performance.now();
    const looking = look(services);
    const { registry } = services;
    while (registry.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const waited = performance.now() - began;
    services.depsDev.fail(undefined);
    await services.depsDev.close();
    await looking;
    assert.ok(waited < 8_000, `waited ${waited} ms`);
  });

  it('asks as many times as there are pages', async () => {
    writeLockfile();
    const all = await startAll(true);
    await all.depsDev.close();
    services = { ...all, depsDev: await startDepsDev({ ...depsDevData(true), batch: { pageSize: 200 } }) };
    checkAll(await look(services));
    assert.equal(services.depsDev.requests.length, 3 + 3);
  });
});
