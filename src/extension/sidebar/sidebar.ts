import * as vscode from 'vscode';
import { coalesce } from '../coalesce';
import type { ViewId } from '../contributions';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import type { LockfileFaults } from '../lockfiles/lockfileFaults';
import type { Noise } from '../noise/noise';
import type { Library } from '../policyDocuments/library';
import type { RequestStore } from '../requests/store';
import { ApprovedView } from './approved';
import { DependenciesView } from './dependencies';
import { HelpView } from './help';
import { PolicyView } from './policy';
import { rowsOf } from './rows';
import type { Row } from './rows';

/** What the views show. */
interface Shown {
  readonly store: JudgementStore;
  readonly environments: Environments;
  readonly lockfiles: LockfileFaults;
  readonly noise: Noise;
  readonly requests: RequestStore;
  readonly library: Library;
  readonly context: vscode.ExtensionContext;
}

/** The four views of the sidebar "OSPO Lens". */
export class Sidebar implements vscode.Disposable {
  readonly dependencies: DependenciesView;
  private readonly approved: ApprovedView;
  private readonly help: HelpView;
  private readonly policy: PolicyView;
  private readonly others: vscode.Disposable;

  constructor({ store, environments, lockfiles, noise, requests, library, context }: Shown) {
    this.dependencies = new DependenciesView(store, lockfiles, noise, context.workspaceState);
    this.approved = new ApprovedView(environments);
    this.help = new HelpView(environments, requests, context.extensionUri);
    this.policy = new PolicyView(environments, library);
    this.others = registerOthers(environments);
  }

  /** The lines of a view as they are drawn. */
  async rows(view: ViewId): Promise<readonly Row[]> {
    if (view === 'ospoLens.help') return rowsOf(this.help.provider);
    if (view === 'ospoLens.dependencies') return rowsOf(this.dependencies.provider);
    if (view === 'ospoLens.approved') return rowsOf(this.approved.provider);
    return rowsOf(this.policy.provider);
  }

  dispose(): void {
    this.dependencies.dispose();
    this.approved.dispose();
    this.help.dispose();
    this.policy.dispose();
    this.others.dispose();
  }
}

function registerOthers(environments: Environments): vscode.Disposable {
  return vscode.Disposable.from(
    coalesce(() => {
      const isDefault = environments.current()?.policy.isDefault;
      void vscode.commands.executeCommand('setContext', 'ospoLens.defaultPolicy', isDefault === true);
      void vscode.commands.executeCommand('setContext', 'ospoLens.ownPolicy', isDefault === false);
    }, environments.onDidChangeCurrent),
  );
}
