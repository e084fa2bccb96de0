import type * as vscode from 'vscode';
import type { EvidenceRequest, Judgement, LockedTree, Manifest, Policy, Problem } from '../../core/index';
import {
  evidenceKey,
  lacksAnswer,
  ManifestJudge,
  parseManifest,
  requestsFor,
  resolveCatalogs,
} from '../../core/index';
import type { NearLockfiles } from '../../sources/lockfiles';
import type { Environment } from '../environment/environments';
import type { EvidenceBook } from './evidenceBook';
import { ManifestTree } from './manifestTree';
import type { Soil } from './manifestTree';
import type { HasTime } from './slices';

/** One manifest as it was judged last. */
export interface JudgedManifest {
  readonly uri: vscode.Uri;
  /** As the path globs of the policy mean it, with `/`. */
  readonly path: string;
  /** The version of the document; `undefined` for a file that no editor holds. */
  readonly version: number | undefined;
  /** What the offsets of the judgements count in. */
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly judgements: readonly Judgement[];
  readonly policy: Policy;
  /** When it was judged, ISO 8601. */
  readonly now: string;
}

/** What the text means in an environment. */
interface Meaning {
  readonly parsed: Manifest;
  readonly environment: Environment;
  /** With the ranges that the workspace's catalogs state. */
  readonly manifest: Manifest;
  readonly requests: readonly EvidenceRequest[];
}

const EMPTY: Manifest = { name: undefined, version: undefined, private: false, dependencies: [] };

/** A manifest that is judged: its text, what is known for it, and how it was judged last. */
export class ManifestEntry {
  readonly key: string;
  version: number | undefined;
  text = '';
  judged: JudgedManifest | undefined;
  timer: NodeJS.Timeout | undefined;
  /** How many askings for it are under way. */
  asking = 0;
  /** The lockfile that holds for it, when it was looked at last. */
  near: NearLockfiles | undefined;
  /** What its dependencies bring. */
  readonly tree = new ManifestTree();
  private manifest = EMPTY;
  private problems: readonly Problem[] = [];
  private meant: Meaning | undefined;
  private readonly judge = new ManifestJudge();
  /** How much had been judged anew when `judged` was made. */
  private said = 0;
  private made: EvidenceBook | undefined;

  constructor(
    readonly uri: vscode.Uri,
    private readonly bookOf: (entry: ManifestEntry) => EvidenceBook,
  ) {
    this.key = uri.toString();
  }

  get book(): EvidenceBook {
    return (this.made ??= this.bookOf(this));
  }

  /** Whether an editor holds it. */
  get isOpen(): boolean {
    return this.version !== undefined;
  }

  /** How many of its entries were judged anew so far. */
  get judgedCount(): number {
    return this.judge.count;
  }

  /** About how many packages sources were asked for it so far. */
  get askedCount(): number {
    return (this.made?.asked ?? 0) + this.tree.asked;
  }

  /** Whether about one of its packages a service is to be asked again. */
  get lacksAnswer(): boolean {
    const isLacking = this.judged?.judgements.some(({ evidence }) => lacksAnswer(evidence)) ?? false;
    return isLacking || this.tree.lacksAnswer;
  }

  read(text: string, version: number | undefined): void {
    if (text !== this.text || this.manifest === EMPTY) {
      const { value, problems } = parseManifest(text);
      Object.assign(this, { manifest: value, problems });
    }
    Object.assign(this, { text, version });
  }

  /** What to learn about it; the same list as long as nothing changed. */
  requests(environment: Environment): readonly EvidenceRequest[] {
    return this.meaning(environment).requests;
  }

  /** What it says, with the ranges that the workspace's catalogs state. */
  manifestIn(environment: Environment): Manifest {
    return this.meaning(environment).manifest;
  }

  /** Judges what counts anew. `unfinished`: call again; `same`: nothing is said that was not said before. */
  rejudge(environment: Environment, hasTime: HasTime): 'unfinished' | 'same' | 'new' {
    const { uri, version, text, problems, book } = this;
    const { manifest } = this.meaning(environment);
    const { policy, path, privacyOf } = environment;
    const now = environment.now();
    const judgements = this.judge.judge(
      {
        manifest,
        evidenceOf: (dependency) => book.get(evidenceKey(dependency)),
        policy,
        manifestPath: path,
        now,
        privacyOf,
        isPending: (dependency) => book.isPending(evidenceKey(dependency)),
        ...(environment.community && { community: environment.community }),
      },
      hasTime,
    );
    if (judgements === undefined) return 'unfinished';
    const isSame = this.said === this.toldCount && this.judged?.judgements.length === judgements.length;
    this.said = this.toldCount;
    const told = this.tree.attach(judgements);
    this.judged = { uri, path, version, text, problems, judgements: told, policy, now };
    return isSame ? 'same' : 'new';
  }

  /**
   * Ends what is asked by what the environment was before, at once: another asking is to follow, which may wait.
   *
   * @param evidence whether other answers are to be expected about everything
   */
  leave(environment: Environment, evidence: boolean): void {
    this.book.giveUp(evidence ? [] : this.requests(environment));
    this.tree.leave(environment);
  }

  /** What its tree is grown from. */
  soil(environment: Environment, locked: LockedTree | undefined): Soil {
    const { manifest } = this.meaning(environment);
    return {
      manifest,
      environment,
      locked,
      evidenceOf: (dependency) => this.book.get(evidenceKey(dependency)),
    };
  }

  private get toldCount(): number {
    return this.judge.count + this.tree.count;
  }

  private meaning(environment: Environment): Meaning {
    const { manifest: parsed, meant } = this;
    if (meant?.parsed === parsed && meant.environment === environment) return meant;
    const manifest = resolveCatalogs(parsed, environment.catalogs);
    const requests = requestsFor(manifest, environment.privacyOf);
    return (this.meant = { parsed, environment, manifest, requests });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.tree.dispose();
    this.made?.dispose();
  }
}
