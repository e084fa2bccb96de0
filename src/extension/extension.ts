import * as vscode from 'vscode';
import type { Api } from './api';
import { createApi } from './api';
import { registerCodeActions } from './codeActions/codeActions';
import { registerExplanations } from './commands/explain';
import { registerCommands } from './commands/index';
import { registerSentList } from './commands/sent';
import { registerFindings } from './diagnostics/findings';
import { registerPolicyProblems } from './diagnostics/policyProblems';
import { Environments } from './environment/environments';
import { EnvironmentOpener } from './environment/open';
import { registerWatching } from './environment/watching';
import { registerHover } from './hover/hover';
import { registerInlayHints } from './inlayHints/inlayHints';
import { JudgementStore } from './judgements/store';
import { registerTracking } from './judgements/tracking';
import { createLog } from './log';
import { registerPolicyAuthoring } from './policyAuthoring/policyAuthoring';
import { registerSidebar } from './sidebar/sidebar';
import { registerStatusBar } from './statusBar/statusBar';

/** Composes the extension. The editor is silent about an activation that failed: we are not. */
export function activate(context: vscode.ExtensionContext): Api {
  try {
    return compose(context);
  } catch (error) {
    void vscode.window.showErrorMessage(`OSPO Lens could not start: ${String(error)}`);
    throw error;
  }
}

function compose(context: vscode.ExtensionContext): Api {
  const log = createLog();
  const environments = new Environments(new EnvironmentOpener(context, log));
  const store = new JudgementStore(environments, log);
  context.subscriptions.push(
    log,
    environments,
    store,
    registerFindings(store, environments, context.extensionUri),
    registerPolicyProblems(environments),
    registerPolicyAuthoring(context.extensionUri),
    registerHover(store),
    registerCodeActions(store),
    registerInlayHints(store),
    registerSidebar(store, environments, context.extensionUri),
    registerStatusBar(store, environments),
    registerExplanations(store),
    registerSentList(store, environments),
    registerCommands({ store, environments, log, context }),
    registerWatching(environments, log),
    registerTracking(store, log),
  );
  return createApi(store);
}
