import { plural, t } from './language';
import { clip } from './plain';

const name = (text: string): string => clip(text, 214);

/** What is said around changes beyond one entry: imports, whole files, the install that follows. */
export const changeWords = {
  rewrite: (old: string, choice: string, range: string): string =>
    t('Replace {0} by {1} {2} and rewrite its imports…', name(old), name(choice), clip(range, 60)),
  showImports: (old: string): string => t('Show where the code imports {0}', name(old)),
  searching: (old: string): string => t('Looking for imports of {0}', name(old)),
  importLabel: (old: string, choice: string): string =>
    t('Imports of {0} become {1}', name(old), name(choice)),
  manifestLabel: (old: string, choice: string): string => t('{0} becomes {1}', name(old), name(choice)),
  get previewLabel() {
    return t('Nothing to change here: this entry only opens the preview');
  },
  noImports: (old: string): string => t('No file of this package imports {0}.', name(old)),
  left: (amount: number): string =>
    plural(
      amount,
      '{0} import was left as it is: the policy does not say what it becomes.',
      '{0} imports were left as they are: the policy does not say what they become.',
    ),
  tooMany: (most: number): string => t('Only the first {0} files were looked through.', most),
  notDropIn: (old: string): string =>
    t('The policy names no drop-in alternative for {0}: these are the places to look at.', name(old)),
  get whichChoice() {
    return t('By which approved package?');
  },
  get fixAll() {
    return t('Fix all that is safe in this package.json');
  },
  fixedAll: (amount: number): string => plural(amount, '{0} dependency fixed.', '{0} dependencies fixed.'),
  noFix: (name: string): string => t('No fix is known for {0}.', clip(name, 214)),
  get nothingSafe() {
    return t('No fix here is safe without a look: choose one at the dependency.');
  },
  installFirst: (brought: string): string =>
    t('{0} is judged again when the lockfile says something else: install first.', name(brought)),
  offer: (command: string): string =>
    t('package.json changed. A click types "{0}" into a terminal; you run it.', clip(command, 60)),
} as const;
