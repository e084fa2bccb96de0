import type { LicenseCategory, LicenseTerm } from '../model';
import { categoryOfTerm } from './categories';
import { normalizeTerm } from './deprecated';

/** One thing that a license asks of those who use or pass on the work. Worded by present/licenseWords.ts. */
export type Obligation =
  | 'ask-the-owner'
  | 'no-commercial-use'
  | 'limited-use'
  | 'no-competing-service'
  | 'no-changes'
  | 'source-for-network-users'
  | 'source-of-service'
  | 'source-of-whole-work'
  | 'source-of-library'
  | 'source-of-changed-files'
  | 'relinking'
  | 'same-license'
  | 'same-license-for-changes'
  | 'state-changes'
  | 'keep-notice-file'
  | 'give-credit'
  | 'advertising-notice'
  | 'no-endorsement'
  | 'rename-changed'
  | 'include-notices';

const byCategory: Readonly<Record<LicenseCategory, readonly Obligation[]>> = {
  'public-domain': [],
  permissive: ['include-notices'],
  'weak-copyleft': ['source-of-changed-files', 'same-license-for-changes', 'include-notices'],
  'strong-copyleft': ['source-of-whole-work', 'same-license', 'include-notices'],
  'network-copyleft': ['source-for-network-users', 'same-license', 'include-notices'],
  'source-available': ['limited-use', 'include-notices'],
  proprietary: ['ask-the-owner'],
};

/** Families that ask for something else than their category; the first match counts. Read from the license texts. */
const byFamily: readonly (readonly [pattern: RegExp, asks: readonly Obligation[]])[] = [
  [/^(0BSD|MIT-0|NTP-0|WTFPL)$/, []],
  [/^Apache-2\.0$/, ['include-notices', 'state-changes', 'keep-notice-file']],
  [/^(Apache-1\.|BSD-4-Clause)/, ['include-notices', 'advertising-notice', 'no-endorsement']],
  [/^BSD-3-Clause(?!-(No-M|No-Nuclear-L|OpenWebUI))/, ['include-notices', 'no-endorsement']],
  [
    /^(Zlib|libpng-2\.0|Libpng|Artistic-2\.0|ECL-2\.0|AFL-3\.0|PSF-2\.0|Python-2\.0)$/,
    notices('state-changes'),
  ],
  [/^AGPL-/, ['source-for-network-users', 'same-license', 'state-changes', 'include-notices']],
  [/^GPL-/, ['source-of-whole-work', 'same-license', 'state-changes', 'include-notices']],
  [/^LGPL/, ['source-of-library', 'relinking', 'same-license-for-changes', 'include-notices']],
  [/^SSPL-/, ['source-of-service', 'same-license', 'include-notices']],
  [/^(Elastic-2\.0|FSL-|SUL-)/, ['no-competing-service', 'include-notices']],
  [/^(BUSL-|PolyForm-Small)/, ['limited-use', 'include-notices']],
  [/^(PolyForm-Noncommercial|Aladdin|NCGL)/, ['no-commercial-use', 'include-notices']],
  [/^CC-BY-NC-ND-/, ['no-commercial-use', 'no-changes', 'give-credit']],
  [/^CC-BY-NC-SA-/, ['no-commercial-use', 'same-license', 'give-credit']],
  [/^CC-BY-NC-/, ['no-commercial-use', 'give-credit']],
  [/^CC-BY-ND-/, ['no-changes', 'give-credit']],
  [/^CC-(BY-)?SA-/, ['same-license', 'give-credit']],
  [/^CC-BY-/, ['give-credit', 'state-changes']],
  [/^OFL-/, ['same-license-for-changes', 'rename-changed', 'include-notices']],
  [/^LPPL-/, ['rename-changed', 'state-changes', 'include-notices']],
];

/**
 * What a license asks of those who use or pass on the work, the heaviest first, as a reminder and no substitute for its
 * text. By family where we know better than the category; `undefined` where nothing is known of the license.
 */
export function obligationsOf(of: LicenseTerm | LicenseCategory): readonly Obligation[] | undefined {
  if (typeof of === 'string') return byCategory[of];
  const category = categoryOfTerm(of);
  if (category === undefined) return undefined;
  const { id, exception } = normalizeTerm(of);
  if (exception !== undefined && category === 'weak-copyleft') return byCategory[category];
  return byFamily.find(([pattern]) => pattern.test(id))?.[1] ?? byCategory[category];
}

function notices(...more: readonly Obligation[]): readonly Obligation[] {
  return ['include-notices', ...more];
}
