import type { Parsed } from '../../model';
import { Draft, knownLicenses, type ImportedPolicy, type LicenseGroup } from './draft';
import { readSettings, Settings } from './settings';
import { t } from '../../present/language';

/** Proposals for the categories of ORT's sample (oss-review-toolkit/ort-config, license-classifications.yml). */
const PROPOSALS: Readonly<Record<string, LicenseGroup>> = {
  permissive: 'allow',
  'public-domain': 'allow',
  'copyleft-limited': 'review',
  copyleft: 'review',
  'source-available': 'review',
  'free-restricted': 'review',
  'proprietary-free': 'review',
  commercial: 'deny',
};

/** Categories that say what to do with a license, not what kind it is. */
const DUTIES = ['include-in-notice-file', 'include-source-code-offer-in-notice-file'];

/** Reads ORT's `license-classifications.yml`. It sorts licenses without deciding on them, so decisions are proposals. */
export function importOrtClassifications(text: string, file: string): Parsed<ImportedPolicy> {
  const { tree, problems } = readSettings(text, file);
  const settings = new Settings(tree);
  const draft = new Draft(t('ORT license classifications'));
  const byCategory = licensesByCategory(settings);
  for (const [category, ids] of byCategory) {
    if (DUTIES.includes(category)) continue;
    const group = proposalFor(category);
    draft.addLicenses(group, {
      licenses: knownLicenses(draft, ids, 'categorizations'),
      reason: t('ORT category "{0}"', category),
    });
  }
  draft.lose(
    t(
      'The file sorts licenses, its rules are a Kotlin script: the decisions here are proposals. Read each one.',
    ),
  );
  for (const duty of DUTIES.filter((name) => byCategory.has(name)))
    draft.lose(t('categories: "{0}" is a duty; write it as a condition where you need it.', duty));
  return { value: draft.finish(), problems };
}

function proposalFor(category: string): LicenseGroup {
  return Object.hasOwn(PROPOSALS, category) ? (PROPOSALS[category] ?? 'review') : 'review';
}

function licensesByCategory(settings: Settings): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of settings.items('categorizations')) {
    const entry = new Settings(item);
    const id = entry.text('id');
    for (const category of id === undefined ? [] : entry.texts('categories'))
      groups.set(category, [...(groups.get(category) ?? []), id ?? '']);
  }
  return groups;
}
