import type { Parsed } from '../../model';
import { Draft, knownLicenses, knownPackage, type ImportedPolicy } from './draft';
import { readSettings, Settings } from './settings';
import { t } from '../../present/language';

/** Keys of github/licensed that are no licenses: text that it does not know, and no text at all. */
const NO_LICENSES = ['other', 'none'];

/** Reads `.licensed.yml` of github/licensed: what is not allowed is for review. */
export function importGithubLicensed(text: string, file: string): Parsed<ImportedPolicy> {
  const { tree, problems } = readSettings(text, file);
  const settings = new Settings(tree);
  const draft = new Draft('github/licensed');
  const allowed = settings.texts('allowed');
  const ids = allowed.filter((name) => !NO_LICENSES.includes(name));
  draft.addLicenses('allow', { licenses: knownLicenses(draft, ids, 'allowed') });
  for (const name of allowed.filter((candidate) => NO_LICENSES.includes(candidate)))
    draft.lose(t('allowed: "{0}" is no license; such packages are reviewed or unknown here.', name));
  approve(draft, settings, 'reviewed');
  approve(draft, settings, 'ignored');
  if (settings.has('apps'))
    draft.lose(t('apps: settings of single apps were left out; write a policy into their folders.'));
  if (settings.has('additional_terms')) draft.lose(t('additional_terms: there is no counterpart.'));
  return { value: draft.finish(), problems };
}

function approve(draft: Draft, settings: Settings, key: 'reviewed' | 'ignored'): void {
  const bySource = settings.below(key);
  for (const text of bySource.texts('npm')) {
    const approved = knownPackage(draft, text, `${key}.npm`);
    if (approved !== undefined)
      draft.addPackage('approve', { package: approved, reason: t('{0} in github/licensed', key) });
  }
  const others = bySource.keys().filter((source) => source !== 'npm');
  if (others.length > 0) draft.lose(t('{0}: {1} are not npm.', key, others.join(', ')));
}
