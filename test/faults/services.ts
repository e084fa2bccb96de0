import { startStandIn } from '../standins/server';
import type { Answer, Certificate, Fault, Route, StandIn } from '../standins/server';

/** Where the services are to be found. */
export interface Addresses {
  readonly npm: string;
  readonly depsDev: string;
  readonly scorecard: string;
  readonly osv: string;
}

/** All services that the product asks, each a server of its own. */
export interface Services {
  readonly addresses: Addresses;
  readonly standIns: readonly StandIn[];
  /** What is wrong with all of them from now on. */
  fail(fault: Fault | undefined): void;
  close(): Promise<void>;
}

/** What every package says of itself in truth: its name tells its license. */
export const licenseOf = (name: string): string => (name.endsWith('-denied') ? 'AGPL-3.0-only' : 'MIT');

const VERSION = '1.0.0';

const npm: Route = (path): Answer => {
  const [name = '', version] = path.slice(1).split('/').map(decodeURIComponent);
  const document = { name, version: VERSION, license: licenseOf(name) };
  if (version !== undefined) return { json: document };
  return { json: { name, 'dist-tags': { latest: VERSION }, versions: { [VERSION]: document } } };
};

const depsDev: Route = (path) => {
  const [, name] = /^\/v3\/systems\/npm\/packages\/([^/]+)\/versions\//.exec(path) ?? [];
  if (name === undefined) return undefined;
  const versionKey = { system: 'NPM', name: decodeURIComponent(name), version: VERSION };
  return { json: { versionKey, licenses: [licenseOf(versionKey.name)] } };
};

const osv: Route = (_path, { body }) => {
  const { queries } = JSON.parse(body) as { readonly queries: readonly unknown[] };
  return { json: { results: queries.map(() => ({})) } };
};

/** Starts them on 127.0.0.1; with a certificate they speak HTTPS. */
export async function startServices(certificate?: Certificate): Promise<Services> {
  const start = (route: Route) => startStandIn(route, certificate);
  const standIns = await Promise.all([start(npm), start(depsDev), start(() => undefined), start(osv)]);
  const [registry, versions, scorecards, advisories] = standIns;
  return {
    addresses: {
      npm: `${registry.url}/`,
      depsDev: versions.url,
      scorecard: scorecards.url,
      osv: advisories.url,
    },
    standIns,
    fail: (fault) => standIns.forEach((standIn) => standIn.fail(fault)),
    close: async () => {
      await Promise.all(standIns.map((standIn) => standIn.close()));
    },
  };
}
