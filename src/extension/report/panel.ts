import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Report, ReviewQuery } from '../../core/index';
import { everyReview, reportPage, reportTitle } from '../../core/index';
import { coalesceWithin } from '../coalesce';
import type { CommandId } from '../contributions';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import { currentReport } from './current';
import { reportHtml } from './html';
import type { PageMessage } from './messages';
import { readPageMessage } from './messages';

const VIEW_TYPE = 'ospoLens.report';
/** Answers come in crowds; nobody reads numbers that change ten times a second. */
const PAUSE_MS = 250;

const commandOf: Readonly<Record<'ask' | 'markdown' | 'csv', CommandId>> = {
  ask: 'ospoLens.askAboutAll',
  markdown: 'ospoLens.exportMarkdown',
  csv: 'ospoLens.exportReview',
};

/** The report as a page beside the editors: one at a time, drawn anew when judgements change and somebody sees it. */
export class ReportPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private query: ReviewQuery = everyReview;
  private report: Report | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly store: JudgementStore,
    private readonly environments: Environments,
    private readonly extension: vscode.Uri,
  ) {
    const forget = () => (this.report = undefined);
    this.subscription = vscode.Disposable.from(
      store.onDidChange(forget),
      environments.onDidChangeCurrent(forget),
      coalesceWithin(PAUSE_MS, () => this.send(), store.onDidChange, environments.onDidChangeCurrent),
    );
  }

  open(): void {
    if (this.panel) this.panel.reveal();
    else
      this.fill(
        vscode.window.createWebviewPanel(VIEW_TYPE, reportTitle(), vscode.ViewColumn.Active, this.options()),
      );
  }

  /** Fills a panel: a new one, or one that the editor kept over a reload of its window. */
  fill(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    const { webview } = panel;
    const title = reportTitle();
    const uriOf = (...path: string[]) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extension, ...path)).toString();
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.title = title;
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'icon.png');
    webview.options = this.options();
    webview.onDidReceiveMessage((message: unknown) => this.receive(readPageMessage(message)));
    webview.html = reportHtml({
      nonce: randomBytes(18).toString('base64url'),
      script: uriOf('dist', 'reportPage.js'),
      style: uriOf('media', 'report', 'report.css'),
      title,
      language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.panel?.dispose();
  }

  private options(): vscode.WebviewOptions {
    const folder = (...path: string[]) => vscode.Uri.joinPath(this.extension, ...path);
    return {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [folder('dist'), folder('media', 'report')],
    };
  }

  private current(): Report {
    return (this.report ??= currentReport(this.store, this.environments));
  }

  private send(): void {
    if (!this.panel?.visible) return;
    void this.panel.webview.postMessage({ type: 'page', page: reportPage(this.current(), this.query) });
  }

  private receive(message: PageMessage | undefined): void {
    if (message === undefined) return;
    if (message.type === 'open') {
      void vscode.commands.executeCommand('ospoLens.reveal', message.ref);
      return;
    }
    this.query = message.query;
    if (message.type === 'query') this.send();
    else void vscode.commands.executeCommand(commandOf[message.type], { query: message.query });
  }
}

/** Brings the page back after a reload of the window. */
export function registerReportPanels(report: ReportPanel): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: (panel) => {
      report.fill(panel);
      return Promise.resolve();
    },
  });
}
