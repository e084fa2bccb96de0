import * as vscode from 'vscode';
import type { Judgement, Shown, Tally, Wishes } from '../../core/index';
import { shownAs, tallyOf } from '../../core/index';
import { onNoiseChange, readNoise } from '../config';
import type { JudgedManifest } from '../judgements/store';
import type { SnoozeStore } from './snoozes';
import { today } from './snoozes';

/**
 * How much this user wants to be told. What is drawn or counted reads its findings here; what is asked for (the hover, the
 * report, the trace) is answered in full from the judgements themselves.
 */
export class Noise implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private known = new WeakMap<Judgement, Shown>();
  private lists = new WeakMap<readonly Judgement[], readonly Shown[]>();
  private tallies = new WeakMap<readonly Shown[], Tally>();
  private wishes: Wishes | undefined;
  private quiet = readNoise().quiet;
  /** Fires when something else is to be drawn than before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly snoozes: SnoozeStore) {
    const renew = () => {
      this.wishes = undefined;
      this.known = new WeakMap();
      this.lists = new WeakMap();
      this.quiet = readNoise().quiet;
      this.changed.fire();
    };
    this.subscription = vscode.Disposable.from(onNoiseChange(renew), snoozes.onDidChange(renew));
  }

  /** Whether nothing is to be drawn into texts. */
  get isQuiet(): boolean {
    return this.quiet;
  }

  /**
   * The judgements of a manifest as they are to be shown, each the same object as long as it says the same; the same list
   * as long as nothing in it moved.
   */
  shown({ judgements }: Pick<JudgedManifest, 'judgements'>): readonly Shown[] {
    const known = this.lists.get(judgements) ?? this.show(judgements);
    this.lists.set(judgements, known);
    return known;
  }

  /** What the judgements of a manifest count for a status, as they are shown. */
  tally(judged: Pick<JudgedManifest, 'judgements'>): Tally {
    const shown = this.shown(judged);
    const known = this.tallies.get(shown) ?? tallyOf(shown.map(({ judgement }) => judgement));
    this.tallies.set(shown, known);
    return known;
  }

  /** How many dependencies of a manifest are snoozed. */
  silent(judged: Pick<JudgedManifest, 'judgements'>): number {
    return this.snoozes.all().length === 0
      ? 0
      : this.shown(judged).filter(({ snoozes }) => snoozes.length > 0).length;
  }

  private show(judgements: readonly Judgement[]): readonly Shown[] {
    this.wishes ??= { severities: readNoise().severities, snoozes: this.snoozes.all(), today: today() };
    const wishes = this.wishes;
    return judgements.map((judgement) => {
      const shown = this.known.get(judgement) ?? shownAs(judgement, wishes);
      this.known.set(judgement, shown);
      return shown;
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
