import type { EvidenceRequest, Logger } from '../core/index';
import type { HostCircuit } from './circuit';
import type { NpmConfig } from './npmConfig';

export interface NetworkOptions {
  readonly npm: NpmConfig;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
  /** The folder of the disk cache; without it nothing is kept. */
  readonly cacheFolder?: string;
  readonly logger?: Logger;
  /** Addresses of the public services, where they are not the official ones. `false` switches a service off. */
  readonly depsDev?: string | false;
  readonly scorecard?: string | false;
  readonly osv?: string | false;
  /** The organization's evidence mirror, asked before everybody else. */
  readonly mirror?: MirrorOptions;
  /** How long an answer from the cache is as good as a new one; by the kind of fact (`freshness.ts`) unless told. */
  readonly maxAgeMs?: number;
  /** The longest that one question to a service may take, retries included; 15 seconds unless told. */
  readonly timeoutMs?: number;
  /** Whether a range most likely admits the newest version, as far as this machine knows: it spares a large document. */
  readonly admitsLatest?: (request: EvidenceRequest) => Promise<boolean>;
  /** Which hosts did not answer, where the asker wants to know of it or forget it. */
  readonly circuit?: HostCircuit;
  /** What the host knows about the way out. */
  readonly connection?: ConnectionOptions;
}

export interface ConnectionOptions {
  /** An `http:` or `https:` address, for all services; perhaps with a name and a password. */
  readonly proxy?: string;
  /** Hosts that are reached without it, beside those of `NO_PROXY`. */
  readonly noProxy?: readonly string[];
  /** `false` believes every certificate. */
  readonly strictSsl?: boolean;
  /** A file with further certificate authorities (PEM). */
  readonly caFile?: string;
  /** Whether Node's default agent finds its way through proxies of every kind by itself, as that of an editor does. */
  readonly ownProxies?: boolean;
  /** Where `HTTPS_PROXY` and its like stand; the process' own unless told. */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface MirrorOptions {
  /** `https://…/index.json`, with an optional pin behind it: `#sha256-…`. */
  readonly address: string;
  /** No public service is asked, and not the public registry either: what the mirror lacks is not known. */
  readonly only: boolean;
}
