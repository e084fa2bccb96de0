import { selfSigned } from '../standins/selfSigned';
import { startStandIn } from '../standins/server';
import type { Fault, StandIn } from '../standins/server';
import { startServices } from './services';
import type { Addresses, Services } from './services';

/** The servers that faults happen to. */
export interface World {
  readonly services: Services;
  /** The same over HTTPS, with a certificate that nobody vouches for. */
  readonly untrusted: Services;
  /** Another host: a log-in page, whatever is asked. */
  readonly elsewhere: StandIn;
  close(): Promise<void>;
}

/** One thing that can be wrong with all services at once. */
export interface NetworkFault {
  readonly name: string;
  /** Brings it about; answers the addresses that are to be asked. */
  readonly start: (world: World) => Addresses;
  /** Whether the verdict stays unknown, or is the real one in spite of the fault. */
  readonly verdict: 'unknown' | 'real';
  /** What is said of a package whose license stands nowhere else; the same words everywhere. */
  readonly says: string;
  /** The seconds that a run is given, where it may need more than the others: a slow machine must not change the words. */
  readonly seconds?: number;
}

/** A key for the registry, to see who else is given it. */
export const TOKEN = 'token-of-the-registry';

/** The same nowhere for each service. */
const everywhere = (address: string): Addresses => ({
  npm: `${address}/`,
  depsDev: address,
  scorecard: address,
  osv: address,
});

const failing =
  (fault: Fault) =>
  ({ services }: World): Addresses => {
    services.fail(fault);
    return services.addresses;
  };

const json = 'application/json';
const A_YEAR_AGO = new Date(Date.now() - 365 * 86_400_000).toUTCString();

/** A label of more than 63 characters (RFC 1035, 2.3.4): no resolver needs to be asked, none can be slow. */
const TOO_LONG_FOR_DNS = 'nowhere'.repeat(10);

export const networkFaults: readonly NetworkFault[] = [
  {
    name: 'the connection is refused',
    // A port that belongs to no service: discard.
    start: () => everywhere('http://127.0.0.1:9'),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry could not be reached (ECONNREFUSED).',
  },
  {
    name: 'the name cannot be resolved',
    start: () => everywhere(`http://${TOO_LONG_FOR_DNS}.invalid`),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry could not be reached (ENOTFOUND).',
  },
  {
    name: 'no answer ever comes',
    start: failing({ kind: 'silent' }),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry did not answer in time.',
  },
  {
    name: 'the answer drips in for ever',
    start: failing({ kind: 'drip' }),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry did not answer in time.',
  },
  {
    name: 'the connection is cut',
    start: failing({ kind: 'reset' }),
    seconds: 20,
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry could not be reached (ECONNRESET).',
  },
  {
    name: '429 with Retry-After: 120',
    start: failing({ kind: 'status', status: 429, headers: { 'retry-after': '120' } }),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry are refusing more questions for now (HTTP 429).',
  },
  {
    name: '500',
    start: failing({ kind: 'status', status: 500 }),
    seconds: 20,
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry could not be reached (HTTP 500).',
  },
  {
    name: 'an empty body',
    start: failing({ kind: 'body', type: json, body: '' }),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry gave answers that could not be read (not JSON).',
  },
  {
    name: 'JSON that ends too early',
    start: failing({ kind: 'truncated' }),
    seconds: 20,
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry gave answers that could not be read (the answer ended too early).',
  },
  {
    name: 'JSON of the wrong types',
    start: failing({
      kind: 'body',
      type: json,
      body: '{"name":1,"versions":"x","dist-tags":[],"versionKey":null,"licenses":{},"results":7,"responses":true}',
    }),
    verdict: 'unknown',
    says: 'No license is known; deps.dev gave an answer that could not be read (not the documented shape); the npm registry gave an answer that could not be read (not a document of a package).',
  },
  {
    name: 'a log-in page with status 200',
    start: failing({ kind: 'body', type: 'text/html', body: '<title>Log in</title>' }),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry gave answers that could not be read (a web page instead of JSON).',
  },
  {
    name: 'a body of 100 MB',
    start: failing({ kind: 'huge', bytes: 100_000_000 }),
    seconds: 40,
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry gave answers that could not be read (the answer is too large).',
  },
  {
    name: 'a redirect to a log-in page of another host',
    start: (world) => failing({ kind: 'redirect', to: `${world.elsewhere.url}/login` })(world),
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry gave answers that could not be read (a web page instead of JSON).',
  },
  {
    name: 'a self-signed certificate',
    start: ({ untrusted }) => untrusted.addresses,
    verdict: 'unknown',
    says: 'No license is known; deps.dev and the npm registry could not be reached (its certificate is not trusted: DEPTH_ZERO_SELF_SIGNED_CERT).',
  },
  {
    name: 'a clock that is a year behind',
    start: failing({ kind: 'headers', headers: { date: A_YEAR_AGO } }),
    verdict: 'real',
    says: 'MIT is allowed by policy licenses.allow[0] as permissive. Source: deps.dev.',
  },
];

export async function openWorld(): Promise<World> {
  const [services, untrusted, elsewhere] = await Promise.all([
    startServices(),
    startServices(selfSigned),
    startStandIn(() => ({ json: '', headers: { 'content-type': 'text/html' } })),
  ]);
  return {
    services,
    untrusted,
    elsewhere,
    close: async () => {
      await Promise.all([services, untrusted, elsewhere].map((one) => one.close()));
    },
  };
}
