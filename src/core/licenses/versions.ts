import type { LicenseTerm } from '../model';
import { isDeprecated, normalizeTerm } from './deprecated';
import { allLicenseIds } from './ids';

/**
 * Licenses that were published in successive versions, by what stands before the number in their ids. A list of our
 * own: `BSD-3-Clause` is no later version of `BSD-2-Clause`, and a national `CC-BY-3.0-DE` is none of `CC-BY-2.5`.
 */
const families = [
  ...[
    'AFL',
    'AGPL',
    'Apache',
    'APSL',
    'Artistic',
    'ASWF-Digital-Assets',
    'BitTorrent',
    'CAL',
    'CDDL',
    'CECILL',
  ],
  ...[
    'CERN-OHL',
    'CDLA-Permissive',
    'CDLA-Sharing',
    'copyleft-next',
    'DRL',
    'ECL',
    'EFL',
    'EPL',
    'EUPL',
    'FSL',
  ],
  ...[
    'CC-BY',
    'CC-BY-SA',
    'CC-BY-ND',
    'CC-BY-NC',
    'CC-BY-NC-SA',
    'CC-BY-NC-ND',
    'GFDL',
    'GPL',
    'LAL',
    'LGPL',
  ],
  ...[
    'LPL',
    'LPPL',
    'MPL',
    'MulanPSL',
    'NLOD',
    'NPL',
    'ODbL',
    'OFL',
    'OGL-UK',
    'OLDAP',
    'OSL',
    'Parity',
    'PHP',
  ],
  ...[
    'QPL',
    'RPL',
    'RPSL',
    'SGI-B',
    'SHL',
    'YPL',
    'ZPL',
    'Zimbra',
    'ErlPL',
    'BUSL',
    'SSPL',
    'Elastic',
    'CPL',
  ],
];

const VERSION = String.raw`(\d+(?:\.\d+)*)([a-z]?)`;
const MEMBER = new RegExp(`^(${families.join('|')})-${VERSION}(-invariants|-no-invariants)?(?:-only)?$`);

/** The versions in order by family and variant, found when a license first asks for them. */
const successions = new Map<string, readonly string[]>();

function successionOf(id: string): readonly string[] {
  const [, family, , , variant = ''] = MEMBER.exec(id) ?? [];
  if (family === undefined) return [id];
  const key = family + variant;
  const known = successions.get(key) ?? succession(family, variant);
  successions.set(key, known);
  return known.includes(id) ? known : [id];
}

/**
 * The versions that a recipient may choose from: for `-or-later` or a plus, this version and the later ones that
 * exist, each as a term of its own with the same exception; otherwise `undefined`. `Apache-2.0+` admits `Apache-2.0`.
 */
export function admittedVersions(term: LicenseTerm): readonly LicenseTerm[] | undefined {
  const { id, plus, exception } = normalizeTerm(term);
  const orLater = id.endsWith('-or-later');
  if (!plus && !orLater) return undefined;
  const first = orLater ? id.replace(/-or-later$/, '-only') : id;
  const ids = successionOf(first);
  return ids.slice(ids.indexOf(first)).map((version) => ({
    type: 'license',
    id: version,
    plus: false,
    ...(exception === undefined ? {} : { exception }),
  }));
}

function succession(family: string, variant: string): readonly string[] {
  const pattern = new RegExp(`^${family}-${VERSION}${variant}(-only)?$`);
  return allLicenseIds()
    .filter((id) => pattern.test(id) && !isDeprecated(id))
    .sort((a, b) => compareVersions(pattern.exec(a), pattern.exec(b)));
}

function compareVersions(a: RegExpExecArray | null, b: RegExpExecArray | null): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return (a?.[2] ?? '') < (b?.[2] ?? '') ? -1 : 1;
}

function numbers(match: RegExpExecArray | null): readonly number[] {
  return (match?.[1] ?? '').split('.').map(Number);
}
