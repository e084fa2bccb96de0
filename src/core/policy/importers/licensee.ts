import type { Parsed } from '../../model';
import type { Tree } from '../tree';
import { BLUE_OAK_TIERS } from '../vocabulary';
import { Draft, knownLicenses, knownPackage, type ImportedPolicy } from './draft';
import { readSettings, Settings } from './settings';
import { t } from '../../present/language';

/** Reads licensee's `.licensee.json`: what is not listed is denied. */
export function importLicensee(text: string, file: string): Parsed<ImportedPolicy> {
  const { tree, problems } = readSettings(text, file);
  const settings = new Settings(tree);
  const draft = new Draft('licensee');
  draft.unmentioned = 'deny';
  draft.notSpdx = 'deny';
  readLicenses(draft, settings.below('licenses'));
  readPackages(draft, settings.tree('packages'));
  for (const item of settings.items('ignore')) readIgnored(draft, new Settings(item));
  if (settings.flag('corrections') === true)
    draft.lose(
      t('corrections: what is no SPDX license is shown with a suggestion, but never corrected silently.'),
    );
  return { value: draft.finish(), problems };
}

function readLicenses(draft: Draft, licenses: Settings): void {
  draft.addLicenses('allow', { licenses: knownLicenses(draft, licenses.texts('spdx'), 'licenses.spdx') });
  const rating = licenses.text('blueOak')?.toLowerCase();
  const tier = BLUE_OAK_TIERS.find((name) => name === rating);
  if (tier !== undefined) draft.addLicenses('allow', { licenses: [`blue-oak:${tier}`] });
  else if (rating !== undefined)
    draft.lose(t('licenses.blueOak: there is no tier {0}.', JSON.stringify(rating)));
  if (licenses.flag('osi') === true) draft.addLicenses('allow', { licenses: ['osi-approved'] });
}

function readPackages(draft: Draft, tree: Tree | undefined): void {
  const packages = new Settings(tree);
  for (const name of packages.keys()) {
    const range = packages.text(name);
    const all = range === undefined || range === '*';
    const approved = knownPackage(draft, all ? name : `${name}@${range}`, 'packages');
    if (approved !== undefined)
      draft.addPackage('approve', { package: approved, reason: t('exempt in licensee') });
  }
}

function readIgnored(draft: Draft, ignored: Settings): void {
  const scope = ignored.text('scope');
  const prefix = ignored.text('prefix');
  const author = ignored.text('author');
  const reason = t('ignored in licensee');
  if (scope !== undefined) draft.addPackage('approve', { package: `@${scope.replace(/^@/, '')}/*`, reason });
  if (prefix !== undefined) draft.addPackage('approve', { package: `${prefix}*`, reason });
  if (author !== undefined)
    draft.lose(
      t(
        'ignore: packages by the author {0} cannot be named here; list them one by one.',
        JSON.stringify(author),
      ),
    );
}
