import * as vscode from 'vscode';
import type { Api } from './api';
import { createApi } from './api';
import { speak } from '../core/index';
import { registerCodeActions } from './codeActions/codeActions';
import { registerExplanations } from './commands/explain';
import { commandRunner } from './commands/index';
import type { Services } from './commands/services';
import { registerSentList } from './commands/sent';
import { registerCompletion } from './completion/completion';
import type { CommandId } from './contributions';
import { judgeEachDay } from './days';
import { registerFindings } from './diagnostics/findings';
import { registerLockfileFaults } from './diagnostics/lockfileFaults';
import { registerPolicyProblems } from './diagnostics/policyProblems';
import { Environments } from './environment/environments';
import { EnvironmentOpener } from './environment/open';
import { registerWatching } from './environment/watching';
import { registerHover } from './hover/hover';
import { registerInlayHints } from './inlayHints/inlayHints';
import { InstallOffer } from './install/offer';
import { RequestStore } from './requests/store';
import { JudgementStore } from './judgements/store';
import { registerCheckingProgress } from './judgements/progress';
import { Tracking } from './judgements/tracking';
import { LockfileFaults } from './lockfiles/lockfileFaults';
import { createLog } from './log';
import { Noise } from './noise/noise';
import { SnoozeStore } from './noise/snoozes';
import { registerProgress } from './onboarding/progress';
import { registerSandbox } from './onboarding/sandbox';
import { Library } from './policyDocuments/library';
import { registerCopies } from './policyDocuments/reading';
import { ReportPanel, registerReportPanels } from './report/panel';
import { PolicyThread } from '../sources/policyThread';
import { registerPolicyAuthoring } from './policyAuthoring/policyAuthoring';
import { Sidebar } from './sidebar/sidebar';
import { registerRecovery } from './recovery/register';
import { registerStatusBar } from './statusBar/statusBar';

/** What the light door (`activate.ts`) leads to. */
export interface Extension {
  readonly api: Api;
  run(command: CommandId, argument: unknown): Promise<unknown>;
}

/** Composes the extension. */
export function compose(context: vscode.ExtensionContext): Extension {
  speak(vscode.l10n.bundle);
  const services = createServices(context);
  const { log, policies, environments, store, requests, snoozes, noise } = services;
  const { lockfiles, offer, library, sidebar, report, tracking } = services;
  context.subscriptions.push(log, policies, environments, store, requests, snoozes, noise);
  context.subscriptions.push(offer, library, sidebar, report, tracking, lockfiles);
  context.subscriptions.push(judgeEachDay(environments, log), ...registerAll(services));
  return { api: createApi(store, sidebar), run: commandRunner(services) };
}

function createServices(context: vscode.ExtensionContext): Services {
  const log = createLog();
  const policies = new PolicyThread(
    vscode.Uri.joinPath(context.extensionUri, 'dist', 'policyWorker.js').fsPath,
  );
  const environments = new Environments(new EnvironmentOpener(context, log, policies.read));
  const store = new JudgementStore(environments, log);
  const requests = new RequestStore(context.workspaceState, log);
  const snoozes = new SnoozeStore(context.workspaceState);
  const noise = new Noise(snoozes);
  const offer = new InstallOffer(log);
  const library = new Library(environments, log);
  const lockfiles = new LockfileFaults(store, environments, log);
  const sidebar = new Sidebar({ store, environments, lockfiles, noise, requests, library, context });
  const report = new ReportPanel(store, environments, context.extensionUri);
  const tracking = new Tracking(store, log);
  const judging = { log, policies, environments, store, lockfiles, requests, tracking, context };
  return { ...judging, snoozes, noise, offer, library, sidebar, report };
}

function registerAll(services: Services): vscode.Disposable[] {
  const {
    log,
    policies,
    environments,
    store,
    lockfiles,
    requests,
    snoozes,
    noise,
    library,
    report,
    context,
  } = services;
  return [
    registerFindings(store, environments, noise, context.extensionUri),
    registerLockfileFaults(store, lockfiles, noise, context.extensionUri),
    registerPolicyProblems(environments, policies.read, log),
    registerPolicyAuthoring(context.extensionUri),
    registerHover(store, requests, snoozes, environments),
    registerCodeActions(store),
    registerInlayHints(store, noise),
    registerCompletion(store, environments, context.extensionUri),
    registerCopies(library),
    registerStatusBar(store, environments, lockfiles, noise),
    registerExplanations(store),
    registerSentList(store, environments),
    registerReportPanels(report),
    registerWatching(environments, log),
    registerCheckingProgress(store),
    registerRecovery(store, environments),
    registerProgress(store),
    registerSandbox(context, log),
  ];
}
