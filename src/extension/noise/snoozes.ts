import * as vscode from 'vscode';
import type { Snooze } from '../../core/index';
import { addSnooze, readSnoozes, removeSnooze } from '../../core/index';
import { DayLook } from '../days';

const KEY = 'snoozes';

/** What is silent for a while, in the storage of the workspace: nobody else is silenced by it. */
export class SnoozeStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly days = new DayLook(today, () => this.changed.fire());
  private snoozes: readonly Snooze[];
  /** Fires when something else is silent than before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {
    this.snoozes = readSnoozes(memento.get(KEY));
  }

  /** In the order in which they were noted, with those that are over. */
  all(): readonly Snooze[] {
    return this.snoozes;
  }

  add(snooze: Snooze): Promise<void> {
    return this.keep(addSnooze(this.snoozes, snooze));
  }

  remove({ package: name, code }: Pick<Snooze, 'package' | 'code'>): Promise<void> {
    return this.keep(removeSnooze(this.snoozes, name, code));
  }

  dispose(): void {
    this.days.dispose();
    this.changed.dispose();
  }

  private async keep(snoozes: readonly Snooze[]): Promise<void> {
    this.snoozes = snoozes;
    this.changed.fire();
    await this.memento.update(KEY, snoozes);
  }
}

/** The day where the user is, `2026-11-23`; `later`: that many days after it. */
export function today(later = 0): string {
  const date = new Date();
  const day = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + later));
  return day.toISOString().slice(0, 10);
}
