import * as vscode from 'vscode';
import { coalesce } from '../coalesce';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import { registerApproved } from './approved';
import { registerDependencies } from './dependencies';
import { registerHelp } from './help';
import { registerPolicyView } from './policy';

/** The four views of the sidebar "OSPO Lens". */
export function registerSidebar(
  store: JudgementStore,
  environments: Environments,
  extension: vscode.Uri,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerDependencies(store),
    registerApproved(environments),
    registerPolicyView(environments),
    registerHelp(extension),
    coalesce(() => {
      const isDefault = environments.current()?.policy.isDefault === true;
      void vscode.commands.executeCommand('setContext', 'ospoLens.defaultPolicy', isDefault);
    }, environments.onDidChangeCurrent),
  );
}
