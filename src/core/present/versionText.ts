import type { Finding } from '../model';
import type { VersionWithout } from '../ways/versionsWithout';
import { listing, plural, t } from './language';
import { clip } from './plain';
import { stepText } from './via';

/** More are counted. */
const MOST_OPEN = 3;

const nameOf = (text: string): string => clip(text, 214);

/** What is said where versions of a dependency are looked for that do not bring a package. */
export const versionWords = {
  /** `Look for a version of lib without bad…` */
  action: ({ dependency, via }: Finding): string =>
    t('Look for a version of {0} without {1}…', nameOf(dependency.packageName), nameOf(broughtName(via))),
  asking: ({ dependency }: Finding): string =>
    t('Asking the registry for the versions of {0}', nameOf(dependency.packageName)),
  /** What a list of versions is about; what they do not end is said. */
  which: ({ dependency, via }: Finding): string => {
    const words = t('Which version of {0}?', nameOf(dependency.packageName));
    const others = via?.otherPaths ?? 0;
    if (others === 0) return words;
    const name = nameOf(broughtName(via));
    const rest = plural(others, '{0} other path to {1} may stay.', '{0} other paths to {1} may stay.', name);
    return `${words} ${rest}`;
  },
  /** `upgrade · MIT` */
  description: ({ license }: VersionWithout, isUpgrade: boolean): string =>
    [isUpgrade ? t('upgrade') : t('downgrade'), clip(license, 60)].filter((part) => part !== '').join(' · '),
  /** What is known of it, and what is not. */
  detail: ({ open }: VersionWithout, { via }: Finding): string => {
    const name = nameOf(broughtName(via));
    if (open.length === 0) return t('Does not bring {0}, as far as registry and lockfile tell.', name);
    const names = open.slice(0, MOST_OPEN).map(nameOf);
    const rest = open.length - names.length;
    const all = listing(rest === 0 ? names : [...names, t('{0} more', rest)], 'and');
    return plural(
      open.length,
      'Does not ask for {1}. Not known: what {2} brings.',
      'Does not ask for {1}. Not known: what {2} bring.',
      name,
      all,
    );
  },
  none: ({ dependency, via }: Finding): string =>
    t(
      'No published version of {0} is known to do without {1}.',
      nameOf(dependency.packageName),
      stepText(via?.path.at(-1) ?? { name: '', version: '' }),
    ),
  offline: (name: string): string => t('Offline: the registry was not asked about {0}.', nameOf(name)),
  silent: (name: string): string => t('The registry told no versions of {0}.', nameOf(name)),
  nothing: (name: string): string => t('{0} brings nothing that the policy stops.', nameOf(name)),
} as const;

function broughtName(via: Finding['via']): string {
  return via?.path.at(-1)?.name ?? '';
}
