import { noEvidence } from './evidence';
import type {
  CommunityCatalog,
  Dependency,
  Evidence,
  Finding,
  Judgement,
  Policy,
  Privacy,
  Span,
} from './model';
import type { PrivacyRule } from './ports';
import { judge } from './rules/judge';
import type { JudgeManifestInput } from './scan';

/** What a judgement was made of, but for the places in the text. */
interface Basis {
  readonly evidence: Evidence | undefined;
  readonly policy: Policy;
  readonly manifestPath: string;
  /** Rules count in days and months. */
  readonly day: string;
  readonly privacyOf: PrivacyRule;
  readonly privacy: Privacy | undefined;
  readonly pending: boolean;
  readonly community: CommunityCatalog | undefined;
}

interface Kept {
  readonly basis: Basis;
  readonly judgement: Judgement;
}

/**
 * Judges one manifest again and again while it is edited and while answers come in. What it keeps is bounded by the
 * entries of the last text.
 */
export class ManifestJudge {
  private kept = new Map<string, Kept>();
  private judged = 0;

  /** How many entries were judged anew since the beginning. */
  get count(): number {
    return this.judged;
  }

  /**
   * The same judgements as `judgeManifest` gives, but an entry is judged anew only where something that counts for it
   * is new; one that only moved in the text gets its new place. An entry with nothing new keeps its very judgement, so
   * that listeners can tell by identity what changed.
   *
   * @param hasTime asked before each entry that is judged anew, after the first. Where it says no, the answer is
   *   `undefined`: call again to go on, with the same input or a newer one; what is done is not done twice.
   */
  judge(input: JudgeManifestInput, hasTime: () => boolean = () => true): readonly Judgement[] | undefined {
    const { dependencies } = input.manifest;
    const firsts = firstsByName(dependencies);
    const next = new Map<string, Kept>();
    const judgements: Judgement[] = [];
    const before = this.judged;
    for (const dependency of dependencies) {
      const key = contentKey(dependency, firsts.get(dependency.name));
      const known = this.kept.get(key);
      const basis = basisOf(dependency, input, known?.basis);
      let judgement = known && isSame(known.basis, basis) ? moved(known.judgement, dependency) : undefined;
      if (judgement === undefined) {
        if (this.judged > before && !hasTime()) {
          this.pause(next);
          return undefined;
        }
        judgement = this.judgeOne(dependency, input, basis);
      }
      next.set(key, { basis, judgement });
      judgements.push(judgement);
    }
    this.kept = next;
    return judgements;
  }

  private judgeOne(dependency: Dependency, input: JudgeManifestInput, basis: Basis): Judgement {
    this.judged += 1;
    const { evidence = noEvidence, policy, manifestPath, privacy, pending, community } = basis;
    const { manifest, now } = input;
    const asked = { dependency, evidence, policy, manifest, manifestPath, now, privacy, pending };
    return judge(community === undefined ? asked : { ...asked, community });
  }

  private pause(done: ReadonlyMap<string, Kept>): void {
    for (const [key, one] of done) this.kept.set(key, one);
  }
}

/** The first entry of each name: what a repeated name is told about. */
function firstsByName(dependencies: readonly Dependency[]): ReadonlyMap<string, Dependency> {
  const firsts = new Map<string, Dependency>();
  for (const dependency of dependencies) {
    if (!firsts.has(dependency.name)) firsts.set(dependency.name, dependency);
  }
  return firsts;
}

/** All that the entry says but its places, and whether it repeats another. Entries with equal keys are judged alike. */
function contentKey(dependency: Dependency, first: Dependency | undefined): string {
  const repeats = first === undefined || first === dependency ? '' : first.scope;
  return JSON.stringify({ ...dependency, nameSpan: 0, rangeSpan: 0, entrySpan: 0, repeats });
}

function basisOf(dependency: Dependency, input: JudgeManifestInput, known: Basis | undefined): Basis {
  const { policy, manifestPath, privacyOf } = input;
  const evidence = input.evidenceOf(dependency);
  return {
    evidence,
    policy,
    manifestPath,
    day: input.now.slice(0, 10),
    privacyOf,
    privacy: known?.privacyOf === privacyOf ? known.privacy : privacyOf(dependency),
    pending: evidence === undefined || input.isPending(dependency),
    community: input.community,
  };
}

function isSame(one: Basis, other: Basis): boolean {
  return (
    one.evidence === other.evidence &&
    one.policy === other.policy &&
    one.community === other.community &&
    one.pending === other.pending &&
    one.day === other.day &&
    one.manifestPath === other.manifestPath &&
    (one.privacy === other.privacy || JSON.stringify(one.privacy) === JSON.stringify(other.privacy))
  );
}

/** The judgement at the entry's new place; `undefined` where a finding stands elsewhere than on name or range. */
function moved(judgement: Judgement, dependency: Dependency): Judgement | undefined {
  const before = judgement.dependency;
  if (isAt(before, dependency)) return judgement;
  const findings: Finding[] = [];
  for (const finding of judgement.findings) {
    const span = spanAfter(finding.span, before, dependency);
    if (span === undefined) return undefined;
    findings.push({ ...finding, dependency, span });
  }
  return { ...judgement, dependency, findings };
}

function spanAfter(span: Span, before: Dependency, after: Dependency): Span | undefined {
  if (span === before.nameSpan) return after.nameSpan;
  return span === before.rangeSpan ? after.rangeSpan : undefined;
}

function isAt(one: Dependency, other: Dependency): boolean {
  return (
    isEqual(one.nameSpan, other.nameSpan) &&
    isEqual(one.rangeSpan, other.rangeSpan) &&
    isEqual(one.entrySpan, other.entrySpan)
  );
}

function isEqual(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
