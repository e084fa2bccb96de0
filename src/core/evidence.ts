import { readLicense } from './licenses/read';
import type { Evidence, Fact, FactKind, Gap, Repository } from './model';
import type { CancelSignal, EvidencePatch, EvidenceRequest, EvidenceSource } from './ports';

/** Nothing known yet. */
export const noEvidence: Evidence = {
  version: undefined,
  licenses: [],
  repository: undefined,
  scorecards: [],
  deprecation: undefined,
  licenseRuns: undefined,
  lastRelease: undefined,
  advisories: undefined,
  links: {},
  gaps: [],
};

/**
 * Adds what one more source says. Of a fact that can be true only once (version, deprecation, …) the earlier source
 * wins, save that an attested repository betters a self-reported one; of licenses and scorecards all are kept, so that a disagreement stays visible.
 */
export function mergeEvidence(known: Evidence, patch: EvidencePatch): Evidence {
  return {
    version: known.version ?? patch.version,
    licenses: [...known.licenses, ...(patch.licenses ?? [])],
    repository: betterRepository(known.repository, patch.repository),
    scorecards: [...known.scorecards, ...(patch.scorecards ?? [])],
    deprecation: known.deprecation ?? patch.deprecation,
    licenseRuns: known.licenseRuns ?? patch.licenseRuns,
    lastRelease: known.lastRelease ?? patch.lastRelease,
    advisories: known.advisories ?? patch.advisories,
    links: { ...patch.links, ...known.links },
    gaps: [...known.gaps, ...(patch.gaps ?? [])],
  };
}

/**
 * Which of two statements about the repository stands: the attested one, else the earlier one. Where both mean the same
 * repository the earlier one's letter case and folder are kept, for services write ids in lower case.
 */
export function betterRepository(
  known: Fact<Repository> | undefined,
  stated: Fact<Repository> | undefined,
): Fact<Repository> | undefined {
  if (known === undefined || stated === undefined) return known ?? stated;
  if (known.value.provenance === 'attested' || stated.value.provenance !== 'attested') return known;
  const isSame = known.value.id.toLowerCase() === stated.value.id.toLowerCase();
  return isSame ? { ...stated, value: { ...stated.value, ...known.value, provenance: 'attested' } } : stated;
}

/** Whether a source that states `fact` could still add something. */
export function lacks(evidence: Evidence, fact: FactKind): boolean {
  switch (fact) {
    case 'version':
      return evidence.version === undefined;
    case 'license':
      return !evidence.licenses.some(({ value }) => readLicense(value).kind === 'expression');
    case 'repository':
      return evidence.repository === undefined;
    case 'scorecard':
      return !evidence.scorecards.some((scorecard) => scorecard.value.checks.length > 0);
    case 'history':
      // However many totals are known, another database may hold others; of no repository, none is.
      return evidence.repository !== undefined;
    case 'deprecation':
      return evidence.deprecation === undefined;
    case 'advisories':
      return evidence.advisories === undefined;
  }
}

/**
 * Whether an evidence mirror says that the services have nothing on a fact: whoever built it asked them, so that nobody
 * else needs to.
 */
function isSettled(evidence: Evidence, fact: FactKind): boolean {
  return evidence.gaps.some(
    (gap) =>
      gap.source === 'mirror' && gap.fact === fact && (SETTLING as readonly string[]).includes(gap.why),
  );
}

const SETTLING = ['not-found', 'no-repository', 'unsupported'] as const satisfies readonly Gap['why'][];

/** What a source can still add. */
function missingFor(
  source: UnaskedSource,
  evidence: Evidence,
  { wanted = source.facts }: Pick<EvidenceRequest, 'wanted'>,
): FactKind[] {
  const missing = source.facts.filter((fact) => wanted.includes(fact) && lacks(evidence, fact));
  return source.reach === 'local' ? missing : missing.filter((fact) => !isSettled(evidence, fact));
}

/** A source that is switched off: what it would have stated becomes a gap that says so. */
export type UnaskedSource = Pick<EvidenceSource, 'id' | 'facts' | 'reach'>;

export interface SourcePlan {
  /** In order of trust. */
  readonly sources: readonly EvidenceSource[];
  /**
   * Local sources of less trust than a service's answer, such as a snapshot: what they say is shown while services are
   * asked. To count in the end they stand among `sources` too.
   */
  readonly preview?: readonly EvidenceSource[];
  /** Sources that are not asked because the host works offline. */
  readonly offline: readonly UnaskedSource[];
  /** Awaited after each source, for hosts with other work to do in between: to note many answers takes its time. */
  readonly rest?: () => Promise<void>;
}

export type EvidenceByKey = ReadonlyMap<string, Evidence>;

/**
 * Asks the sources in their order for what is still missing. A private package is never handed to a `public` source:
 * this is the one place that decides it. Never rejects. When `signal` is aborted only local sources are still asked: the
 * others did not answer in time.
 *
 * @param onProgress is given all that is known after each source that said something.
 * @returns what is known by request key; what was not established has a gap that says why.
 */
export async function gather(
  requests: readonly EvidenceRequest[],
  plan: SourcePlan,
  signal: CancelSignal,
  onProgress?: (known: EvidenceByKey) => void,
): Promise<EvidenceByKey> {
  const known = new Map(requests.map((request) => [request.key, request.known]));
  let shown: EvidenceByKey | undefined;
  for (const source of plan.sources) {
    if (signal.aborted && source.reach !== 'local') {
      admitWithout(source, requests, known, 'time-out');
      continue;
    }
    if (onProgress && shown === undefined && source.reach !== 'local') {
      shown = await preview(requests, known, plan, signal);
      if (shown !== known) onProgress(shown);
    }
    const patches = await ask(source, requests, known, signal);
    if (signal.aborted && source.reach !== 'local') admitWithout(source, requests, known, 'time-out');
    if (patches > 0) onProgress?.(beside(known, shown));
    await plan.rest?.();
  }
  for (const source of plan.offline) admitWithout(source, requests, known, 'offline');
  return known;
}

/** Asks one source; answers how many requests it had something to say about. */
async function ask(
  source: EvidenceSource,
  requests: readonly EvidenceRequest[],
  known: Map<string, Evidence>,
  signal: CancelSignal,
): Promise<number> {
  const asked = admit(source, requests, known);
  if (asked.length === 0) return 0;
  const patches = await source.lookup(asked, signal);
  for (const [key, patch] of patches) add(known, key, patch);
  return patches.size;
}

/** What is known, and what the preview sources say of the rest; `known` itself where they say nothing. */
async function preview(
  requests: readonly EvidenceRequest[],
  known: EvidenceByKey,
  plan: SourcePlan,
  signal: CancelSignal,
): Promise<EvidenceByKey> {
  const shown = new Map(known);
  let patches = 0;
  for (const source of plan.preview ?? []) patches += await ask(source, requests, shown, signal);
  return patches > 0 ? shown : known;
}

/** What was previewed stays in sight until somebody who knows better has said something about it. */
function beside(known: EvidenceByKey, shown: EvidenceByKey | undefined): EvidenceByKey {
  if (shown === undefined) return known;
  return new Map([...known].map(([key, evidence]) => [key, filled(evidence, shown.get(key) ?? noEvidence)]));
}

/** A preview of another version, or of another repository, says nothing about this one. */
function filled(known: Evidence, shown: Evidence): Evidence {
  if (known === shown) return known;
  const [version, repository] = [known.version ?? shown.version, known.repository ?? shown.repository];
  const isSame = version?.value === shown.version?.value;
  const isSameProject = repository?.value.id.toLowerCase() === shown.repository?.value.id.toLowerCase();
  const { licenses, scorecards, deprecation, advisories, ...rest } = shown;
  const lasting = { ...rest, gaps: [] };
  return mergeEvidence(known, {
    ...lasting,
    ...(isSame &&
      lacks(known, 'license') && { licenses: licenses.filter((fact) => !known.licenses.includes(fact)) }),
    ...(isSame && deprecation && { deprecation }),
    ...(isSame && advisories && { advisories }),
    ...(isSameProject &&
      lacks(known, 'scorecard') && { scorecards: scorecards.slice(known.scorecards.length) }),
  });
}

function admit(
  source: EvidenceSource,
  requests: readonly EvidenceRequest[],
  known: Map<string, Evidence>,
): EvidenceRequest[] {
  const asked: EvidenceRequest[] = [];
  for (const request of requests) {
    const evidence = known.get(request.key) ?? request.known;
    const missing = missingFor(source, evidence, request);
    if (missing.length === 0) continue;
    if (mayLearn(source, request)) asked.push({ ...request, known: evidence });
    else add(known, request.key, { gaps: gapsOf(missing, source, 'private') });
  }
  return asked;
}

/** Notes that a source could not say what it might have: because nobody asks it, or because the time is over. */
function admitWithout(
  source: UnaskedSource,
  requests: readonly EvidenceRequest[],
  known: Map<string, Evidence>,
  because: 'offline' | 'time-out',
): void {
  for (const request of requests) {
    const evidence = known.get(request.key) ?? request.known;
    const missing = missingFor(source, evidence, request).filter((fact) => !isNoted(source, fact, evidence));
    const why = mayLearn(source, request) ? because : 'private';
    if (missing.length > 0) add(known, request.key, { gaps: gapsOf(missing, source, why) });
  }
}

/** Whether it is said already why the source did not state the fact. */
function isNoted({ id }: UnaskedSource, fact: FactKind, { gaps }: Evidence): boolean {
  return gaps.some((gap) => gap.source === id && gap.fact === fact);
}

/** Whether a source would be asked about a package of which this much is known. */
export function wouldAsk(source: UnaskedSource, request: EvidenceRequest, known: Evidence): boolean {
  return missingFor(source, known, request).length > 0 && mayLearn(source, request);
}

/**
 * Whether a source may be asked about a package: a private one of the non-public registry that it comes from; without one,
 * of nobody. What others were told of the same name is about another package.
 */
export function mayLearn(
  source: Pick<EvidenceSource, 'reach'>,
  request: Pick<EvidenceRequest, 'privacy'>,
): boolean {
  if (request.privacy === undefined || source.reach === 'local') return true;
  return (
    source.reach === 'registry' && 'registry' in request.privacy && request.privacy.registry !== undefined
  );
}

function gapsOf(facts: readonly FactKind[], source: UnaskedSource, why: Gap['why']): Gap[] {
  return facts.map((fact) => ({ fact, source: source.id, why }));
}

function add(known: Map<string, Evidence>, key: string, patch: EvidencePatch): void {
  known.set(key, mergeEvidence(known.get(key) ?? noEvidence, patch));
}
