import * as vscode from 'vscode';
import { changeWords, installCommand } from '../../core/index';
import { findPackageManager } from '../../sources/packageManager';
import type { CommandId } from '../contributions';
import { folderOf } from '../documents';
import { logErrors } from '../errors';
import type { Log } from '../log';

/** How long the offer stays in the status bar, in milliseconds. */
const OFFER_MS = 60_000;

/** After a fix: the install that makes it so, as a quiet entry in the status bar. Nothing is run by it. */
export class InstallOffer implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'ospoLens.install',
    vscode.StatusBarAlignment.Left,
    0,
  );
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly log: Log) {
    this.item.name = 'OSPO Lens: Install';
  }

  /** Offers the install for a manifest that was just changed. */
  make(manifest: vscode.Uri): void {
    logErrors(this.show(manifest), 'offer the install', this.log);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.item.hide();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
  }

  private async show(manifest: vscode.Uri): Promise<void> {
    const command = installCommand((await findPackageManager(folderOf(manifest).fsPath)).manager);
    const words = changeWords.offer(command);
    this.item.text = `$(terminal) ${command}`;
    this.item.tooltip = words;
    this.item.accessibilityInformation = { label: words, role: 'button' };
    this.item.command = {
      command: 'ospoLens.typeInstall' satisfies CommandId,
      title: command,
      arguments: [{ manifest: manifest.toString() }],
    };
    this.item.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.item.hide(), OFFER_MS);
  }
}
