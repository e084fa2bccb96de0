import type * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import type { PolicyThread } from '../../sources/policyThread';
import type { JudgementStore } from '../judgements/store';
import type { Tracking } from '../judgements/tracking';
import type { LockfileFaults } from '../lockfiles/lockfileFaults';
import type { Log } from '../log';
import type { Noise } from '../noise/noise';
import type { SnoozeStore } from '../noise/snoozes';
import type { InstallOffer } from '../install/offer';
import type { Library } from '../policyDocuments/library';
import type { RequestStore } from '../requests/store';
import type { ReportPanel } from '../report/panel';
import type { Sidebar } from '../sidebar/sidebar';

/** What commands work with. */
export interface Services {
  readonly policies: PolicyThread;
  readonly store: JudgementStore;
  readonly environments: Environments;
  readonly lockfiles: LockfileFaults;
  readonly sidebar: Sidebar;
  readonly library: Library;
  readonly requests: RequestStore;
  readonly snoozes: SnoozeStore;
  readonly noise: Noise;
  readonly offer: InstallOffer;
  readonly report: ReportPanel;
  readonly tracking: Tracking;
  readonly log: Log;
  readonly context: vscode.ExtensionContext;
}
