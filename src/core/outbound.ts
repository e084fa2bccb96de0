import { gather, noEvidence, wouldAsk } from './evidence';
import type { SourcePlan } from './evidence';
import type { Dependency, Evidence, Manifest, Policy, Privacy, ResolvedPackage, SourceId } from './model';
import type { CancelSignal, EvidenceRequest, EvidenceSource, PrivacyRule } from './ports';
import { evidenceKey, requestsFor } from './scan';
import { treeOf } from './tree/reach';
import { treeRequests } from './tree/requests';
import type { LockedTree } from './ways/root';

/** What a service would learn of one package. */
export interface OutboundItem {
  readonly name: string;
  /** Known on this machine already; else the registry says which version a range means. */
  readonly version?: string;
  /** Where the metadata on this machine says so; else other services say which one it is. */
  readonly repository?: string;
}

export interface OutboundService {
  readonly id: SourceId;
  /** The address that would be asked, where the host knows it. */
  readonly address: string | undefined;
  readonly items: readonly OutboundItem[];
  /** Of a mirror, which learns no names: the files that are read. `items` is empty then. */
  readonly files?: readonly string[];
  /** About how many packages. */
  readonly packages?: number;
}

/** Who would learn what, at most: answers that are kept on disk are not asked for again. */
export interface Outbound {
  /** Nobody would be asked now; `services` are the ones that else would be. */
  readonly offline: boolean;
  readonly services: readonly OutboundService[];
  /** The names that no public service learns. */
  readonly kept: readonly { readonly name: string; readonly privacy: Privacy }[];
}

/** deps.dev and Scorecard are asked about repositories there; about those of other hosts nobody is. */
const PUBLIC_FORGES = /^(?:github\.com|gitlab\.com|bitbucket\.org)\//i;

/** The address that a source would ask about a package. */
export interface AddressOf {
  (source: SourceId, name: string): string | undefined;
  /** The file of a mirror that tells about a package, as far as it is known before the mirror is read. */
  readonly mirrorFileOf?: (name: string) => string;
}

/**
 * What would be sent to learn about some packages, by the same rule that `gather` goes by. Reads what stands on this
 * machine, as a look-up would; sends nothing.
 */
export async function outboundOf(
  requests: readonly EvidenceRequest[],
  plan: SourcePlan,
  addressOf: AddressOf,
  signal: CancelSignal,
): Promise<Outbound> {
  const known = await gather(requests, { sources: firstLocal(plan.sources), offline: [] }, signal);
  const asked = plan.sources.filter(({ reach }) => reach !== 'local');
  const offline = asked.length === 0 && plan.offline.length > 0;
  const services = new Map<string, OutboundService>();
  for (const source of offline ? plan.offline : asked) {
    for (const request of requests) {
      const evidence = known.get(request.key) ?? noEvidence;
      if (!wouldAsk(source, request, evidence)) continue;
      add(services, source.id, addressOf(source.id, request.name), itemOf(request, evidence));
    }
  }
  const told = [...services.values()].map((service) => withoutNames(service, addressOf));
  return { offline, services: told, kept: keptBack(requests) };
}

/** One manifest, and what judges it. */
export interface OutboundManifest {
  readonly manifest: Manifest;
  readonly privacyOf: PrivacyRule;
  readonly policy: Policy;
  /** The lockfile that holds for it: what the dependencies bring is asked about, too. Absent: they alone. */
  readonly locked?: LockedTree;
}

/**
 * The requests of a check that may come to services: the dependencies of a manifest, and what they bring by the lockfile.
 * Where only a service can tell whether the lockfile is current, it counts as current: a name too many is listed, none
 * too few.
 */
export async function outboundRequests(
  { manifest, privacyOf, policy, locked }: OutboundManifest,
  plan: SourcePlan,
  signal: CancelSignal,
): Promise<EvidenceRequest[]> {
  const requests = requestsFor(manifest, privacyOf);
  if (locked === undefined || policy.transitive?.decision === 'ignore') return requests;
  const { lockfile, folder, stated } = locked;
  const known = await gather(requests, { sources: firstLocal(plan.sources), offline: [] }, signal);
  const isCurrent = (dependency: Dependency, { link, version }: ResolvedPackage): boolean => {
    const found = known.get(evidenceKey(dependency))?.version?.value;
    return link || found === undefined || found === version;
  };
  const { dependencies } = manifest;
  return [
    ...requests,
    ...treeRequests(treeOf({ dependencies, lockfile, folder, isCurrent }), privacyOf, stated),
  ];
}

/** Sources on this machine that are asked before everybody else; later ones answer too late to spare a question. */
function firstLocal(sources: readonly EvidenceSource[]): readonly EvidenceSource[] {
  const end = sources.findIndex(({ reach }) => reach !== 'local');
  return end < 0 ? sources : sources.slice(0, end);
}

/** Whose repository would be asked about: nobody's whose Scorecard is not wanted. */
function itemOf({ name, wanted }: EvidenceRequest, { version, repository }: Evidence): OutboundItem {
  const isTold = wanted === undefined || wanted.includes('scorecard');
  return {
    name,
    ...(version && { version: version.value }),
    ...(repository &&
      isTold &&
      PUBLIC_FORGES.test(repository.value.id) && { repository: repository.value.id }),
  };
}

/** A registry without an address is not asked: only an untrusted workspace names it. */
function add(
  services: Map<string, OutboundService>,
  id: SourceId,
  address: string | undefined,
  item: OutboundItem,
): void {
  if (id === 'npm' && address === undefined) return;
  const key = `${id} ${address ?? ''}`;
  const items = services.get(key)?.items ?? [];
  const isNew = items.every(({ name, version }) => name !== item.name || version !== item.version);
  services.set(key, { id, address, items: isNew ? [...items, item] : items });
}

function withoutNames(service: OutboundService, { mirrorFileOf }: AddressOf): OutboundService {
  if (service.id !== 'mirror') return service;
  const names = new Set(service.items.map(({ name }) => name));
  const files = mirrorFileOf === undefined ? [] : [...names].map(mirrorFileOf).sort();
  return { ...service, items: [], files: ['index.json', ...new Set(files)], packages: names.size };
}

function keptBack(requests: readonly EvidenceRequest[]): Outbound['kept'] {
  const kept = new Map<string, Privacy>();
  for (const { name, privacy } of requests) if (privacy !== undefined) kept.set(name, privacy);
  return [...kept].map(([name, privacy]) => ({ name, privacy }));
}
