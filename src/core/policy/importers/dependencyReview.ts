import type { Parsed } from '../../model';
import { Draft, knownLicenses, knownPackage, SHIPPED_SCOPES, type ImportedPolicy } from './draft';
import { readSettings, Settings } from './settings';
import type { Tree } from '../tree';
import { t } from '../../present/language';

/**
 * Reads a configuration of GitHub's dependency-review-action (`.github/dependency-review-config.yml`).
 *
 * The result gives in the editor what the action gives in the pull request: what the action does not look at passes,
 * what it only reports is a finding that does not fail.
 */
export function importDependencyReview(text: string, file: string): Parsed<ImportedPolicy> {
  const { tree, problems } = readSettings(text, file);
  return { value: draftOf(dependencyReviewSettings(tree)).finish(), problems };
}

/** Keys may be written with `-` or `_`. */
export function dependencyReviewSettings(tree: Tree | undefined): Settings {
  return new Settings(tree, (key) => key.toLowerCase().replaceAll('_', '-'));
}

/** The settings as a draft; `inline` ones, of a workflow's `with`, win over those of the file. */
export function draftOf(file: Settings, inline: Settings = new Settings(undefined)): Draft {
  const draft = new Draft('dependency-review-action');
  const pick = (key: string): Settings => (inline.has(key) ? inline : file);
  if (pick('license-check').flag('license-check') === false) switchLicensesOff(draft);
  else readLicenses(draft, pick);
  readChecks(draft, pick);
  readPackages(draft, pick);
  readScorecard(draft, pick);
  readLosses(draft, pick);
  loseUnknown(draft, new Set([...file.keys(), ...inline.keys()]));
  return draft;
}

function switchLicensesOff(draft: Draft): void {
  draft.lose(t('license-check is off: licenses are for review, without findings.'));
  for (const code of ['license.review', 'license.unknown', 'license.changes-in-range'] as const)
    draft.severity[code] = 'off';
}

/** The action reports what states no license, and does not fail for it. */
function readLicenses(draft: Draft, pick: Pick): void {
  draft.severity['license.unknown'] = 'information';
  draft.severity['license.review'] = 'information';
  readScopes(draft, pick('fail-on-scopes').texts('fail-on-scopes'));
  const allowed = pick('allow-licenses').texts('allow-licenses');
  const denied = pick('deny-licenses').texts('deny-licenses');
  draft.addLicenses('allow', { licenses: knownLicenses(draft, allowed, 'allow-licenses') });
  draft.addLicenses('deny', {
    licenses: knownLicenses(draft, denied, 'deny-licenses'),
    ...whereChecked(draft),
  });
  if (allowed.length > 0) draft.unmentioned = 'deny';
  else if (denied.length > 0) draft.unmentioned = 'allow';
  else draft.lose(t('It names no licenses: all are for review, at a level that does not fail.'));
  if (denied.length > 0)
    draft.lose(
      t('deny-licenses: the action denies all that mentions one; here an OR may choose another branch.'),
    );
}

/** The action looks at runtime dependencies only, unless it is told otherwise. */
function readScopes(draft: Draft, scopes: readonly string[]): void {
  if (scopes.includes('unknown'))
    draft.lose(t('fail-on-scopes: there is no scope "unknown" in package.json.'));
  if (scopes.includes('development')) return;
  draft.passDevelopment(t('the action does not look at development dependencies (fail-on-scopes)'));
}

function whereChecked(draft: Draft): { when?: { scope: readonly string[] } } {
  return draft.passesDevelopment ? { when: { scope: SHIPPED_SCOPES } } : {};
}

type Pick = (key: string) => Settings;

function readChecks(draft: Draft, pick: Pick): void {
  if (pick('vulnerability-check').flag('vulnerability-check') === false)
    draft.severity['package.advisory'] = 'off';
  if (pick('warn-only').flag('warn-only') !== true) return;
  for (const code of ['license.denied', 'package.denied'] as const) draft.severity[code] = 'information';
  draft.lose(t('warn-only: denials are information here, since warnings of OSPO Lens fail a check.'));
}

function readPackages(draft: Draft, pick: Pick): void {
  for (const text of pick('deny-packages').texts('deny-packages')) {
    const denied = knownPackage(draft, text, 'deny-packages');
    if (denied !== undefined) draft.addPackage('deny', { package: denied });
  }
  for (const text of pick('deny-groups').texts('deny-groups')) {
    const group = knownPackage(draft, text.replace(/\/*$/, '/'), 'deny-groups');
    if (group !== undefined) draft.addPackage('deny', { package: group });
  }
  const key = 'allow-dependencies-licenses';
  for (const text of pick(key).texts(key)) {
    const exempt = knownPackage(draft, text, key);
    if (exempt === undefined) continue;
    const name = exempt.replace(/(?<=.)@.*$/, '');
    if (name !== exempt)
      draft.lose(t('{0}: the version of {1} is left out, as the action ignores it.', key, exempt));
    draft.addPackage('approve', { package: name, reason: t('exempt from the license check') });
  }
}

function readScorecard(draft: Draft, pick: Pick): void {
  if (pick('show-openssf-scorecard').flag('show-openssf-scorecard') === false) return;
  const level = Number(pick('warn-on-openssf-scorecard-level').text('warn-on-openssf-scorecard-level') ?? 3);
  if (level >= 0 && level <= 10) draft.scorecardTotal = level;
}

function readLosses(draft: Draft, pick: Pick): void {
  if (pick('fail-on-severity').has('fail-on-severity'))
    draft.lose(t('fail-on-severity: advisories are shown whatever their severity.'));
  if (pick('allow-ghsas').has('allow-ghsas'))
    draft.lose(t('allow-ghsas: single advisories cannot be excepted.'));
  const config = pick('config-file').text('config-file');
  if (config !== undefined) draft.lose(t('config-file: {0} was not read. Import it, too.', config));
}

const READ = [
  'fail-on-scopes',
  'allow-licenses',
  'deny-licenses',
  'license-check',
  'vulnerability-check',
  'warn-only',
  'deny-packages',
  'deny-groups',
  'allow-dependencies-licenses',
  'show-openssf-scorecard',
  'warn-on-openssf-scorecard-level',
  'fail-on-severity',
  'allow-ghsas',
  'config-file',
];

/** What the action needs for its work on GitHub, and means nothing elsewhere. */
const OF_GITHUB = [
  'base-ref',
  'head-ref',
  'repo-token',
  'external-repo-token',
  'comment-summary-in-pr',
  'retry-on-snapshot-warnings',
  'retry-on-snapshot-warnings-timeout',
  'show-patched-versions',
];

function loseUnknown(draft: Draft, keys: ReadonlySet<string>): void {
  for (const key of keys) {
    if (READ.includes(key) || OF_GITHUB.includes(key)) continue;
    draft.lose(t('{0}: this setting is not known.', key));
  }
}
