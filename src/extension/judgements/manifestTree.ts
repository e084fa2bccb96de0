import type {
  Dependency,
  DependencyTree,
  Evidence,
  EvidenceRequest,
  Finding,
  Judgement,
  JudgeTreeInput,
  LockedTree,
  Manifest,
  TreeJudgement,
} from '../../core/index';
import {
  BroughtFindings,
  heldPlan,
  isCurrentBy,
  judgeTreeSteps,
  treeRequests,
  treeSteps,
  versionRequests,
  waysOutSteps,
} from '../../core/index';
import type { Steps } from '../../core/index';
import type { Environment } from '../environment/environments';

/** What a tree is grown from. */
export interface Soil {
  readonly manifest: Manifest;
  readonly environment: Environment;
  readonly locked: LockedTree | undefined;
  readonly evidenceOf: (dependency: Dependency) => Evidence | undefined;
}

/** Takes all steps when there is time; `undefined` where that was given up. */
export type Pace = <T>(steps: Steps<T>) => Promise<T | undefined>;

interface Grown extends Soil {
  /** What the entries say, and the versions in use. */
  readonly entries: string;
  readonly day: string;
}

const NOTHING = new BroughtFindings([]);

/**
 * What the dependencies of one manifest bring, judged behind the typing: until that is done anew, each entry that still
 * says the same keeps what was found.
 */
export class ManifestTree {
  private brought = NOTHING;
  private grown: Grown | undefined;
  private turn = 0;
  private growing = 0;
  private readonly abort = new AbortController();
  /** How many times something else was to be told of it. */
  count = 0;
  /** How many times it was judged. */
  judged = 0;
  /** About how many packages sources were asked. */
  asked = 0;

  /** Whether nothing that is on its way can change it. */
  get isSettled(): boolean {
    return this.growing === 0;
  }

  /** The judgements with what is found on packages that they bring. */
  attach(judgements: readonly Judgement[]): readonly Judgement[] {
    return this.brought.attach(judgements);
  }

  /** Judges the tree where what it is grown from is new. Answers whether other things are to be told of it than before. */
  async grow(soil: () => Promise<Soil>, pace: Pace, again: boolean): Promise<boolean> {
    const turn = (this.turn += 1);
    const before = this.count;
    this.growing += 1;
    try {
      const found = await soil();
      if (turn === this.turn) await this.growOn(found, pace, again, () => turn === this.turn);
    } finally {
      this.growing -= 1;
    }
    return this.count > before;
  }

  dispose(): void {
    this.turn += 1;
    this.abort.abort();
  }

  private async growOn(soil: Soil, pace: Pace, again: boolean, isWanted: () => boolean): Promise<void> {
    const next = grownFrom(soil);
    const isSame = this.grown !== undefined && isEqual(this.grown, next);
    if (isSame && !again) return;
    const { locked, environment } = soil;
    if (locked === undefined || environment.policy.transitive?.decision === 'ignore') {
      if (isWanted()) this.finish(next, []);
      return;
    }
    const { dependencies } = soil.manifest;
    const isCurrent = isCurrentBy(soil.evidenceOf);
    const tree = await pace(treeSteps({ dependencies, ...locked, isCurrent }));
    if (tree === undefined) return;
    const requests = treeRequests(tree, environment.privacyOf, locked.stated);
    const { brought, plan } = environment;
    if (!brought.isComplete(locked.stated, requests)) await this.judge(tree, next, requests, pace, isWanted);
    const asked = await brought.want(locked.stated, requests, plan, this.abort.signal, again);
    this.asked += asked;
    await this.judge(tree, next, requests, pace, isWanted);
  }

  private async judge(
    tree: DependencyTree,
    next: Grown,
    requests: readonly EvidenceRequest[],
    pace: Pace,
    isWanted: () => boolean,
  ): Promise<void> {
    const { manifest, environment, locked } = next;
    if (!isWanted() || locked === undefined) return;
    const { stated } = locked;
    const { brought, policy, path: manifestPath, privacyOf } = environment;
    const missing = new Set(requests.filter(({ key }) => !brought.get(stated, key)).map(({ key }) => key));
    this.judged += 1;
    const input: JudgeTreeInput = {
      tree,
      manifest,
      policy,
      manifestPath,
      now: new Date().toISOString(),
      privacyOf,
      stated,
      ...(requests.length > 0 && { evidenceOf: (key: string) => brought.get(stated, key) }),
      ...(missing.size > 0 && { isPending: (key: string) => missing.has(key) }),
    };
    const judged = await pace(judgeTreeSteps(input));
    if (judged === undefined || !isWanted()) return;
    const ways = missing.size === 0 ? await this.waysOut(judged, input, next, pace) : judged;
    if (ways === undefined || !isWanted()) return;
    // Whoever comes next must not take it for done as long as answers are missing.
    this.finish(missing.size === 0 ? next : undefined, ways.findings);
  }

  /** With what may be done about packages that are stopped, from what is known already: nobody is asked. */
  private async waysOut(
    found: TreeJudgement,
    judged: JudgeTreeInput,
    { environment, locked }: Grown,
    pace: Pace,
  ): Promise<TreeJudgement | undefined> {
    if (locked === undefined) return found;
    const { stated } = locked;
    const requests = versionRequests(found.findings, environment.privacyOf, stated);
    if (requests.length === 0) return found;
    const { brought, plan } = environment;
    await brought.want(stated, requests, heldPlan(plan), this.abort.signal, false);
    return pace(waysOutSteps(found, { judged, locked, versionsOf: (key) => brought.get(stated, key) }));
  }

  private finish(grown: Grown | undefined, findings: readonly Finding[]): void {
    this.grown = grown;
    if (findings.length > 0 || this.brought !== NOTHING) this.count += 1;
    this.brought = findings.length > 0 ? new BroughtFindings(findings) : NOTHING;
  }
}

function grownFrom(soil: Soil): Grown {
  const entries = soil.manifest.dependencies.map((dependency) => {
    const { scope, name, range, packageName } = dependency;
    return `${scope} ${name} ${packageName} ${range} ${soil.evidenceOf(dependency)?.version?.value ?? ''}`;
  });
  return { ...soil, entries: entries.join('\n'), day: new Date().toISOString().slice(0, 10) };
}

function isEqual(one: Grown, other: Grown): boolean {
  return (
    one.environment === other.environment &&
    one.locked?.lockfile === other.locked?.lockfile &&
    one.day === other.day &&
    one.entries === other.entries
  );
}
