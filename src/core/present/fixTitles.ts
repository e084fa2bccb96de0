import type { AlternativeChoice, CatalogPlace, Dependency } from '../model';
import { listing, t } from './language';
import { clip } from './plain';
import { blockOfScope } from './words';

/** What a replacement does beside renaming the entry. */
export interface ReplaceDetails {
  /** Entries of the alternative in other blocks, which it takes the place of. */
  readonly movedFrom: readonly Dependency[];
  /** Entries of type packages that nobody needs anymore. */
  readonly types: readonly Dependency[];
}

/** `Replace moment by date-fns ^4.1.0, moved from devDependencies, and remove @types/moment` */
export function replaceTitle(old: Dependency, choice: AlternativeChoice, details: ReplaceDetails): string {
  const blocks = listing(
    details.movedFrom.map(({ scope }) => blockOfScope[scope]),
    'and',
  );
  const names = [clip(old.packageName, 214), clip(choice.name, 214), clip(choice.range, 60)];
  const types = nameOf(details.types[0]);
  if (blocks !== '' && types !== '')
    return t('Replace {0} by {1} {2}, moved from {3}, and remove {4}', ...names, blocks, types);
  if (blocks !== '') return t('Replace {0} by {1} {2}, moved from {3}', ...names, blocks);
  if (types !== '') return t('Replace {0} by {1} {2}, and remove {3}', ...names, types);
  return t('Replace {0} by {1} {2}', ...names);
}

/** `Remove moment and @types/moment: date-fns is already in dependencies` */
export function mergeTitle(old: Dependency, present: Dependency, types: readonly Dependency[]): string {
  const removed = listing([nameOf(old), ...types.slice(0, 1).map(nameOf)], 'and');
  return t('Remove {0}: {1} is already in {2}', removed, nameOf(present), blockOfScope[present.scope]);
}

/** `Replace moment by dayjs ^1.11.0 (community suggestion)` */
export function suggestedTitle(title: string): string {
  return t('{0} (community suggestion)', title);
}

/** `Use ^1.0.41, the last range under MIT` */
export function rangeTitle(range: string, license: string | undefined): string {
  return license === undefined
    ? t('Use {0}, the last range that the policy allows', clip(range, 60))
    : t('Use {0}, the last range under {1}', clip(range, 60), clip(license, 60));
}

/** `…, in pnpm-workspace.yaml, for every manifest that names it` */
export function inCatalogTitle(
  title: string,
  { place, shared }: { readonly place: CatalogPlace; readonly shared: boolean },
): string {
  const file = clip(place.file.replace(/^.*[\\/]/, ''), 80);
  return shared
    ? t('{0}, in {1}, for every manifest that names it', title, file)
    : t('{0}, in {1}', title, file);
}

function nameOf(dependency: Dependency | undefined): string {
  return clip(dependency?.name ?? '', 214);
}
