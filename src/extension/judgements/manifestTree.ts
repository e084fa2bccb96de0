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
import type { Asker, BroughtEvidence } from './broughtEvidence';

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
  private findings: readonly Finding[] = [];
  private grown: Grown | undefined;
  private turn = 0;
  private growing = 0;
  /** Whether sources are still to be asked once more where none gave an answer that can be used. */
  private isToAskAgain = false;
  /** Where the answers go, and what ends the asking for them. */
  private asking: { readonly brought: BroughtEvidence | undefined; readonly abort: AbortController } = {
    brought: undefined,
    abort: new AbortController(),
  };
  /** Whether about a package that it brings a service is to be asked again. */
  lacksAnswer = false;
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

  /**
   * Judges the tree where what it is grown from is new. Answers whether other things are to be told of it than before.
   *
   * @param soil is told whether no newer growth overtook it
   */
  async grow(soil: (isWanted: () => boolean) => Promise<Soil>, pace: Pace, again: boolean): Promise<boolean> {
    const turn = (this.turn += 1);
    this.isToAskAgain ||= again;
    const before = this.count;
    const isWanted = () => turn === this.turn;
    // What is wanted no more takes no further step: it would take the place of what is.
    const wantedPace: Pace = async (steps) => (isWanted() ? pace(steps) : undefined);
    this.growing += 1;
    try {
      const found = await soil(isWanted);
      if (isWanted()) await this.growOn(found, wantedPace, isWanted);
    } finally {
      this.growing -= 1;
    }
    return this.count > before;
  }

  /** Gives up what grows by another environment: a growth by this one is to follow. */
  leave({ brought }: Environment): void {
    this.turn += 1;
    this.askInto(brought);
  }

  dispose(): void {
    this.turn += 1;
    this.asking.abort.abort();
  }

  /** Ends what is asked for elsewhere, by a plan that holds no more; where the answers still count, they are waited for. */
  private askInto(brought: BroughtEvidence): AbortSignal {
    if (this.asking.brought !== brought) {
      this.asking.abort.abort();
      this.asking = { brought, abort: new AbortController() };
    }
    return this.asking.abort.signal;
  }

  private async growOn(soil: Soil, pace: Pace, isWanted: () => boolean): Promise<void> {
    const next = grownFrom(soil);
    const isSame = this.grown !== undefined && isEqual(this.grown, next);
    // Others of the manifest's packages are asked about, not these.
    if (isSame && !this.lacksAnswer) this.isToAskAgain = false;
    const again = this.isToAskAgain;
    if (isSame && !again) return;
    // Whoever overtakes this must not take it for done.
    this.grown = undefined;
    const { locked, environment } = soil;
    const { brought, plan } = environment;
    const asker: Asker = { plan, signal: this.askInto(brought), isWanted };
    if (locked === undefined || environment.policy.transitive?.decision === 'ignore') {
      this.isToAskAgain = false;
      this.lacksAnswer = false;
      this.finish(next, []);
      return;
    }
    const { dependencies } = soil.manifest;
    const isCurrent = isCurrentBy(soil.evidenceOf);
    const tree = await pace(treeSteps({ dependencies, ...locked, isCurrent }));
    if (tree === undefined) return;
    const requests = treeRequests(tree, environment.privacyOf, locked.stated);
    if (!brought.isComplete(locked.stated, requests)) await this.judge(tree, next, requests, pace, asker);
    if (!isWanted()) return;
    const asked = await brought.want(locked.stated, requests, asker, again);
    this.asked += asked;
    if (!isWanted()) return;
    if (again) this.isToAskAgain = false;
    this.lacksAnswer = brought.lacksAnswer(locked.stated, requests);
    await this.judge(tree, next, requests, pace, asker);
  }

  private async judge(
    tree: DependencyTree,
    next: Grown,
    requests: readonly EvidenceRequest[],
    pace: Pace,
    asker: Asker,
  ): Promise<void> {
    const { isWanted } = asker;
    const { manifest, environment, locked } = next;
    if (!isWanted() || locked === undefined) return;
    const { stated } = locked;
    const { brought, policy, path: manifestPath, privacyOf } = environment;
    const asked = requests.filter(({ key }) => !brought.get(stated, key));
    const missing = new Set(asked.map(({ key }) => key));
    this.judged += 1;
    const input: JudgeTreeInput = {
      tree,
      manifest,
      policy,
      manifestPath,
      now: environment.now(),
      privacyOf,
      stated,
      ...(requests.length > 0 && { evidenceOf: (key: string) => brought.get(stated, key) }),
      ...(missing.size > 0 && { isPending: (key: string) => missing.has(key) }),
    };
    const judged = await pace(judgeTreeSteps(input));
    if (judged === undefined || !isWanted()) return;
    const ways = missing.size === 0 ? await this.waysOut(judged, input, next, pace, asker) : judged;
    if (ways === undefined || !isWanted()) return;
    // Whoever comes next must not take it for done as long as answers are missing.
    if (missing.size === 0) this.finish(next, ways.findings);
    else this.finish(undefined, [...ways.findings, ...this.keptAbout(asked, ways.findings)]);
  }

  /** What was told of packages about which sources are asked anew stays until they have answered, unless it is told again. */
  private keptAbout(asked: readonly EvidenceRequest[], told: readonly Finding[]): readonly Finding[] {
    const isAsked = new Set(asked.map(({ name, range }) => `${name}@${range}`));
    const isTold = new Set(told.map(subjectOf));
    return this.findings.filter(
      (finding) => isAsked.has(packageOf(finding)) && !isTold.has(subjectOf(finding)),
    );
  }

  /** With what may be done about packages that are stopped, from what is known already: nobody is asked. */
  private async waysOut(
    found: TreeJudgement,
    judged: JudgeTreeInput,
    { environment, locked }: Grown,
    pace: Pace,
    asker: Asker,
  ): Promise<TreeJudgement | undefined> {
    if (locked === undefined) return found;
    const { stated } = locked;
    const requests = versionRequests(found.findings, environment.privacyOf, stated);
    if (requests.length === 0) return found;
    const { brought, plan } = environment;
    await brought.want(stated, requests, { ...asker, plan: heldPlan(plan) }, false);
    return pace(waysOutSteps(found, { judged, locked, versionsOf: (key) => brought.get(stated, key) }));
  }

  private finish(grown: Grown | undefined, findings: readonly Finding[]): void {
    this.grown = grown;
    this.findings = findings;
    if (findings.length > 0 || this.brought !== NOTHING) this.count += 1;
    this.brought = findings.length > 0 ? new BroughtFindings(findings) : NOTHING;
  }
}

/** The package that a finding is about, with its version. */
function packageOf({ via }: Finding): string {
  const step = via?.path.at(-1);
  return step ? `${step.name}@${step.version}` : '';
}

/** What a finding says of which package, and where. */
function subjectOf(finding: Finding): string {
  const { code, dependency } = finding;
  return `${code} ${dependency.scope} ${dependency.name} ${packageOf(finding)}`;
}

function grownFrom(soil: Soil): Grown {
  const entries = soil.manifest.dependencies.map((dependency) => {
    const { scope, name, range, packageName } = dependency;
    return `${scope} ${name} ${packageName} ${range} ${soil.evidenceOf(dependency)?.version?.value ?? ''}`;
  });
  return { ...soil, entries: entries.join('\n'), day: soil.environment.now().slice(0, 10) };
}

function isEqual(one: Grown, other: Grown): boolean {
  return (
    one.environment === other.environment &&
    one.locked?.lockfile === other.locked?.lockfile &&
    one.day === other.day &&
    one.entries === other.entries
  );
}
