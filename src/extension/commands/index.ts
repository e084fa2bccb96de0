import * as vscode from 'vscode';
import { noiseWords, notice, t } from '../../core/index';
import { toggle } from '../config';
import type { CommandId } from '../contributions';
import { showErrors } from '../errors';
import { openGuidance } from '../onboarding/guidance';
import { reachedBy } from '../onboarding/reached';
import { showFinding, showFixes } from '../onboarding/practice';
import { openSandbox } from '../onboarding/sandbox';
import { showWalkthrough } from '../onboarding/walkthrough';
import { ask } from './ask';
import { askAboutAllOpen } from './askAboutAll';
import { useDependencyReview } from './dependencyReview';
import { openClause, openDocument } from './documents';
import { addAlternative, applyFix, openGuide, showAlternative } from './edits';
import { explain } from './explain';
import { exportCsv, exportMarkdown, exportReview } from './exports';
import { createPolicy, openPolicy } from './policyFiles';
import { filterDependencies } from './filter';
import { findApproved } from './findApproved';
import { findVersion } from './findVersion';
import { fixWholeManifest } from './fixAll';
import { typeInstall } from './install';
import { rewriteDependency, showImports } from './rewrite';
import { fixDependency, reveal } from './reveal';
import { giveBack } from './giveBack';
import { requestException, withdraw } from './requests';
import { searchPolicy } from './searchPolicy';
import { snooze, unsnooze } from './snooze';
import { whatWouldBeSent } from './sent';
import type { Services } from './services';

type Command = (services: Services, argument: unknown) => Promise<void> | void;

const table = {
  'ospoLens.checkWorkspace': async ({ environments, tracking }) => {
    await tracking.searchNow();
    await environments.reload(true);
  },
  'ospoLens.stopChecking': ({ tracking }) => tracking.stop(),
  'ospoLens.ask': ask,
  'ospoLens.explain': explain,
  'ospoLens.whatWouldBeSent': whatWouldBeSent,
  'ospoLens.openPolicy': openPolicy,
  'ospoLens.createPolicy': createPolicy,
  'ospoLens.useDependencyReview': useDependencyReview,
  'ospoLens.showOutput': ({ log }) => log.show(),
  'ospoLens.toggleInlayHints': async () => {
    await toggle('inlayHints.enabled');
  },
  'ospoLens.toggleOffline': async () => {
    const on = await toggle('offline');
    vscode.window.setStatusBarMessage(notice.offline(on), 4000);
  },
  'ospoLens.toggleQuiet': async () => {
    const on = await toggle('quiet');
    vscode.window.setStatusBarMessage(noiseWords.quiet(on), 4000);
  },
  'ospoLens.snooze': snooze,
  'ospoLens.unsnooze': unsnooze,
  'ospoLens.openSample': openSandbox,
  'ospoLens.openGuidance': openGuidance,
  'ospoLens.getStarted': () => showWalkthrough(),
  'ospoLens.showFinding': showFinding,
  'ospoLens.showFixes': showFixes,
  'ospoLens.reveal': reveal,
  'ospoLens.openClause': openClause,
  'ospoLens.openDocument': openDocument,
  'ospoLens.showAlternative': showAlternative,
  'ospoLens.addAlternative': addAlternative,
  'ospoLens.applyFix': applyFix,
  'ospoLens.rewriteImports': rewriteDependency,
  'ospoLens.showImports': showImports,
  'ospoLens.fixAll': fixWholeManifest,
  'ospoLens.typeInstall': typeInstall,
  'ospoLens.requestException': requestException,
  'ospoLens.withdrawRequest': withdraw,
  'ospoLens.openReport': ({ report }) => report.open(),
  'ospoLens.exportMarkdown': exportMarkdown,
  'ospoLens.exportCsv': exportCsv,
  'ospoLens.exportReview': exportReview,
  'ospoLens.askAboutAll': askAboutAllOpen,
  'ospoLens.fixDependency': fixDependency,
  'ospoLens.groupByVerdict': ({ sidebar }) => sidebar.dependencies.groupBy('verdict'),
  'ospoLens.groupByManifest': ({ sidebar }) => sidebar.dependencies.groupBy('manifest'),
  'ospoLens.groupByLicense': ({ sidebar }) => sidebar.dependencies.groupBy('license'),
  'ospoLens.filterDependencies': filterDependencies,
  'ospoLens.showOnlyActionable': ({ sidebar }) => sidebar.dependencies.showOnlyActionable(true),
  'ospoLens.showAllDependencies': ({ sidebar }) => sidebar.dependencies.showOnlyActionable(false),
  'ospoLens.clearFilter': ({ sidebar }) => sidebar.dependencies.clearFilter(),
  'ospoLens.findApproved': findApproved,
  'ospoLens.openGuide': openGuide,
  'ospoLens.findVersion': findVersion,
  'ospoLens.giveBack': giveBack,
  'ospoLens.searchPolicy': searchPolicy,
} satisfies Record<CommandId, Command>;

/** Runs commands by their id; one that fails says so once. */
export function commandRunner(services: Services): (id: CommandId, argument: unknown) => Promise<unknown> {
  return (id, argument) => {
    reachedBy(id, argument, services.context.extensionUri);
    return showErrors(async () => table[id](services, argument), t('run {0}', id), services.log);
  };
}
