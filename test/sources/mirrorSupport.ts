import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { gather, noEvidence } from '../../src/core/index';
import type { Evidence, EvidenceRequest } from '../../src/core/index';
import { mirrorFiles } from '../../src/sources/mirrorPackages';
import type { MirrorFiles } from '../../src/sources/mirrorPackages';
import { createNetworkSources } from '../../src/sources/networkSources';
import type { MirrorOptions } from '../../src/sources/networkOptions';
import { npmConfigFrom } from '../../src/sources/npmConfig';
import { startDepsDev } from '../standins/depsDev';
import { startNpmRegistry } from '../standins/npmRegistry';
import { startOsv } from '../standins/osv';
import { startScorecardApi } from '../standins/scorecardApi';
import type { StandIn } from '../standins/server';
import { now, NOW, requestFor, running } from './support';

/** The public services, as many packages as wanted: `lib-0`, `lib-1`, … 1.0.0, every third without a repository. */
export interface PublicWorld {
  readonly registry: StandIn;
  readonly all: readonly StandIn[];
  /** How many requests all services together saw. */
  asked(): number;
  sources(options: { cacheFolder?: string; mirror?: MirrorOptions }): ReturnType<typeof createNetworkSources>;
  close(): Promise<void>;
}

export async function startPublicWorld(amount: number): Promise<PublicWorld> {
  const names = Array.from({ length: amount }, (_, index) => `lib-${index}`);
  const repository = (index: number) => `github.com/o/r${index}`;
  const registry = await startNpmRegistry(
    Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          versions: {
            '1.0.0': { license: 'MIT', ...(index % 3 > 0 && { repository: `https://${repository(index)}` }) },
          },
        },
      ]),
    ),
  );
  const depsDev = await startDepsDev({
    versions: Object.fromEntries(
      names.map((name, index) => [
        `${name}@1.0.0`,
        {
          licenses: ['MIT'],
          advisoryKeys: index % 10 === 0 ? [{ id: `GHSA-${index}` }] : [],
          relatedProjects:
            index % 3 > 0
              ? [
                  {
                    projectKey: { id: repository(index) },
                    relationProvenance: 'UNVERIFIED_METADATA',
                    relationType: 'SOURCE_REPO',
                  },
                ]
              : [],
        },
      ]),
    ),
    projects: Object.fromEntries(
      names.map((_, index) => [repository(index), index % 2 > 0 ? { scorecard: scoreOf(index) } : {}]),
    ),
    batch: { pageSize: 100 },
  });
  const scorecard = await startScorecardApi({});
  const osv = await startOsv({});
  const all = [registry, depsDev, scorecard, osv];
  return {
    registry,
    all,
    asked: () => all.reduce((sum, { requests }) => sum + requests.length, 0),
    sources: (options) =>
      createNetworkSources({
        npm: { ...npmConfigFrom({ registry: registry.url }), publicRegistry: `${registry.url}/` },
        now,
        depsDev: depsDev.url,
        scorecard: scorecard.url,
        osv: osv.url,
        timeoutMs: 20_000,
        ...options,
      }),
    close: async () => {
      await Promise.all(all.map((each) => each.close()));
    },
  };
}

const CHECKS = ['Maintained', 'Code-Review', 'License', 'SAST', 'Vulnerabilities', 'Token-Permissions'];

function scoreOf(index: number) {
  return {
    date: '2026-11-16',
    repository: { name: `github.com/o/r${index}` },
    overallScore: 5.5,
    checks: CHECKS.map((name) => ({ name, score: 5, reason: `what was seen of ${name} in this repository` })),
  };
}

/** The requests of a manifest whose lockfile says 1.0.0 of everything. */
export function requestsOf(amount: number): EvidenceRequest[] {
  return Array.from({ length: amount }, (_, index) => requestFor(`lib-${index}`, { version: '1.0.0' }));
}

export async function gatherAll(
  world: PublicWorld,
  requests: readonly EvidenceRequest[],
  options: Parameters<PublicWorld['sources']>[0],
): Promise<ReadonlyMap<string, Evidence>> {
  return gather(requests, { sources: world.sources(options), offline: [] }, running);
}

/** A mirror of everything in the world: each package by its range and by its version. */
export async function mirrorOf(world: PublicWorld, amount: number, built = NOW): Promise<MirrorFiles> {
  const exact = requestsOf(amount);
  const ranges = exact.map((request) => ({
    ...request,
    key: `${request.key}^`,
    range: '^1.0.0',
    known: noEvidence,
  }));
  const known = await gatherAll(world, [...exact, ...ranges], {});
  const asked = world.sources({}).flatMap(({ facts }) => facts);
  const answers = [...exact, ...ranges].map(({ key, name, range }) => ({
    name,
    ...(range !== '' && { range }),
    evidence: known.get(key) ?? noEvidence,
  }));
  return mirrorFiles(answers, asked, built);
}

export interface StaticHost {
  readonly url: string;
  readonly paths: string[];
  /** The bytes of all files that were sent. */
  sent(): number;
  close(): Promise<void>;
}

/** A web server that knows nothing but files. */
export async function startStaticHost(folder: string): Promise<StaticHost> {
  const paths: string[] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    const path = normalize(request.url ?? '/');
    paths.push(path);
    try {
      const file = readFileSync(join(folder, path));
      sent += file.length;
      response.setHeader('content-type', 'application/json').end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    sent: () => sent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
