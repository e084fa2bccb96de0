import * as vscode from 'vscode';
import type { Finding, Judgement, Published, VersionWithout } from '../../core/index';
import {
  broughtFindings,
  changeWords,
  hasVersions,
  isAtLeast,
  isVersion,
  notice,
  parseManifest,
  stoppedBy,
  useRange,
  versionsWithout,
  versionWords,
} from '../../core/index';
import { lockedTree } from '../../sources/lockfiles';
import type { Environment } from '../environment/environments';
import { editOf, openCompanions } from './fixing';
import type { Services } from './services';
import type { Target } from './target';
import { targetOf } from './target';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 8000;
/** Who finds none among these finds none further down. */
const MOST_VERSIONS = 20;

/** What is looked for: a version of the dependency `own` that does not bring the package of `finding`. */
interface Search {
  readonly target: Target;
  readonly own: Judgement;
  readonly finding: Finding;
  readonly environment: Environment;
}

/**
 * Asks the registry for the versions of a dependency that do not bring a package which the policy stops, and writes the one
 * that is picked into the manifest.
 */
export async function findVersion(services: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, services.store);
  const environment = target && services.environments.get(target.judged.uri);
  if (!target || !environment) return;
  const own = target.bringer ?? target.judgement;
  const finding = target.bringer ? target.judgement.findings[0] : stoppedBy(broughtFindings(own));
  if (!finding?.via || !hasVersions(own.dependency)) {
    say(versionWords.nothing(own.dependency.packageName));
    return;
  }
  await search(services, { target, own, finding: { ...finding, dependency: own.dependency }, environment });
}

async function search(services: Services, found: Search): Promise<void> {
  const { own, environment, finding } = found;
  const { packageName } = own.dependency;
  if (environment.config.offline) {
    say(versionWords.offline(packageName));
    return;
  }
  const published = await ask(found);
  if (published === 'cancelled') return;
  const versions = published && (await without(published, found));
  if (versions === undefined) say(versionWords.silent(packageName));
  else if (versions.length === 0) say(versionWords.none(finding));
  else await choose(services, found, versions);
}

function ask({ own, finding, environment }: Search): Thenable<Published | 'cancelled' | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: versionWords.asking(finding),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { packageName } = own.dependency;
    const published = await environment.published(
      packageName,
      environment.privacyOf(own.dependency),
      abort.signal,
    );
    return token.isCancellationRequested ? 'cancelled' : published;
  });
}

async function without(
  published: Published,
  { finding, target: { judged }, own, environment }: Search,
): Promise<VersionWithout[] | undefined> {
  const locked = lockedTree((await environment.lockfile()).found);
  return (
    locked &&
    versionsWithout({
      finding,
      published,
      locked,
      policy: judged.policy,
      manifest: parseManifest(judged.text).value,
      manifestPath: judged.path,
      now: judged.now,
      privacy: environment.privacyOf(own.dependency),
    })
  );
}

async function choose(
  { store, offer }: Services,
  { target: { judged }, own, finding }: Search,
  versions: readonly VersionWithout[],
): Promise<void> {
  const inUse = finding.via?.path[0]?.version ?? '';
  const items = versions.slice(0, MOST_VERSIONS).map((version) => {
    const isUpgrade = !isVersion(inUse) || isAtLeast(version.version, inUse);
    return {
      label: version.range,
      description: versionWords.description(version, isUpgrade),
      detail: versionWords.detail(version, finding),
      version,
    };
  });
  const options = { title: 'OSPO Lens', placeHolder: versionWords.which(finding), matchOnDetail: true };
  const picked = await vscode.window.showQuickPick(items, options);
  if (!picked) return;
  const companions = await openCompanions(judged, [{ dependency: own.dependency }], store);
  const change = useRange(own.dependency, picked.version.range, judged.text, companions);
  const edit = change && editOf([change], judged, companions);
  if (!edit || !(await vscode.workspace.applyEdit(edit))) {
    say(notice.notNow);
    return;
  }
  offer.make(judged.uri);
  const about = finding.via?.path.at(-1)?.name ?? '';
  vscode.window.setStatusBarMessage(changeWords.installFirst(about), NOTE_MS);
}

function say(words: string): void {
  void vscode.window.showInformationMessage(words);
}
