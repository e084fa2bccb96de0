import type { AlternativeChoice, Dependency } from '../model';
import { listing } from './language';
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
  const blocks = details.movedFrom.map(({ scope }) => blockOfScope[scope]);
  const moved = blocks.length === 0 ? '' : `, moved from ${listing(blocks, 'and')}`;
  const also = details.types.length === 0 ? '' : `, and remove ${nameOf(details.types[0])}`;
  return `Replace ${clip(old.packageName, 214)} by ${clip(choice.name, 214)} ${clip(choice.range, 60)}${moved}${also}`;
}

/** `Remove moment and @types/moment: date-fns is already in dependencies` */
export function mergeTitle(old: Dependency, present: Dependency, types: readonly Dependency[]): string {
  const also = types.length === 0 ? '' : ` and ${nameOf(types[0])}`;
  return `Remove ${nameOf(old)}${also}: ${nameOf(present)} is already in ${blockOfScope[present.scope]}`;
}

/** `Use ^1.0.41, the last range under MIT` */
export function rangeTitle(range: string, license: string | undefined): string {
  const which = license === undefined ? 'that the policy allows' : `under ${clip(license, 60)}`;
  return `Use ${clip(range, 60)}, the last range ${which}`;
}

function nameOf(dependency: Dependency | undefined): string {
  return clip(dependency?.name ?? '', 214);
}
