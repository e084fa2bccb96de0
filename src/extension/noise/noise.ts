import * as vscode from 'vscode';
import type { Judgement, Shown, Wishes } from '../../core/index';
import { shownAs } from '../../core/index';
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
  private wishes: Wishes | undefined;
  private quiet = readNoise().quiet;
  /** Fires when something else is to be drawn than before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly snoozes: SnoozeStore) {
    const renew = () => {
      this.wishes = undefined;
      this.known = new WeakMap();
      this.quiet = readNoise().quiet;
      this.changed.fire();
    };
    this.subscription = vscode.Disposable.from(onNoiseChange(renew), snoozes.onDidChange(renew));
  }

  /** Whether nothing is to be drawn into texts. */
  get isQuiet(): boolean {
    return this.quiet;
  }

  /** The judgements of a manifest as they are to be shown, each the same object as long as it says the same. */
  shown({ judgements }: Pick<JudgedManifest, 'judgements'>): Shown[] {
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
