import type { LicenseTerm } from '../model';

/**
 * What SPDX says to write instead of a deprecated id (https://spdx.org/licenses/, "Deprecated License Identifiers").
 * `undefined`: deprecated without a single successor.
 */
const successors: Readonly<Record<string, Omit<LicenseTerm, 'type' | 'plus'> | undefined>> = {
  ...gnu('AGPL', ['1.0', '3.0']),
  ...gnu('GFDL', ['1.1', '1.2', '1.3']),
  ...gnu('GPL', ['1.0', '2.0', '3.0']),
  ...gnu('LGPL', ['2.0', '2.1', '3.0']),
  'BSD-2-Clause-FreeBSD': { id: 'BSD-2-Clause-Views' },
  'BSD-2-Clause-NetBSD': { id: 'BSD-2-Clause' },
  'bzip2-1.0.5': { id: 'bzip2-1.0.6' },
  'eCos-2.0': { id: 'GPL-2.0-or-later', exception: 'eCos-exception-2.0' },
  'GPL-2.0-with-autoconf-exception': { id: 'GPL-2.0-only', exception: 'Autoconf-exception-2.0' },
  'GPL-2.0-with-bison-exception': { id: 'GPL-2.0-only', exception: 'Bison-exception-2.2' },
  'GPL-2.0-with-classpath-exception': { id: 'GPL-2.0-only', exception: 'Classpath-exception-2.0' },
  'GPL-2.0-with-font-exception': { id: 'GPL-2.0-only', exception: 'Font-exception-2.0' },
  'GPL-2.0-with-GCC-exception': { id: 'GPL-2.0-only', exception: 'GCC-exception-2.0' },
  'GPL-3.0-with-autoconf-exception': { id: 'GPL-3.0-only', exception: 'Autoconf-exception-3.0' },
  'GPL-3.0-with-GCC-exception': { id: 'GPL-3.0-only', exception: 'GCC-exception-3.1' },
  'Net-SNMP': undefined,
  Nunit: { id: 'zlib-acknowledgement' },
  'StandardML-NJ': { id: 'SMLNJ' },
  wxWindows: { id: 'LGPL-2.0-or-later', exception: 'WxWindows-exception-3.1' },
};

const exceptionSuccessors: Readonly<Record<string, string>> = {
  'Nokia-Qt-exception-1.1': 'Qt-LGPL-exception-1.1',
};

/** Whether SPDX has deprecated the id (given in its official case). */
export function isDeprecated(id: string): boolean {
  return Object.hasOwn(successors, id);
}

/** Whether SPDX has deprecated the exception (given in its official case). */
export function isDeprecatedException(id: string): boolean {
  return Object.hasOwn(exceptionSuccessors, id);
}

/**
 * The term as SPDX writes it today, which is what a policy decides on: `GPL-2.0` is `GPL-2.0-only`, `GPL-2.0+` is
 * `GPL-2.0-or-later`, `GPL-2.0-with-classpath-exception` is `GPL-2.0-only WITH Classpath-exception-2.0`.
 */
export function normalizeTerm(written: LicenseTerm): LicenseTerm {
  const term = withCurrentException(written);
  const successor = Object.hasOwn(successors, term.id) ? successors[term.id] : undefined;
  if (!successor || (successor.exception !== undefined && term.exception !== undefined)) {
    return withoutNeedlessPlus(term);
  }
  if (!term.plus || !successor.id.endsWith('-only')) return withoutNeedlessPlus({ ...term, ...successor });
  return { ...term, ...successor, id: successor.id.replace(/-only$/, '-or-later'), plus: false };
}

function withCurrentException(term: LicenseTerm): LicenseTerm {
  const current = term.exception === undefined ? undefined : exceptionSuccessors[term.exception];
  return current === undefined ? term : { ...term, exception: current };
}

/** The ids that say themselves whether later versions count say so whatever plus follows: `-only+` stays `-only`. */
function withoutNeedlessPlus(term: LicenseTerm): LicenseTerm {
  return term.plus && /-(or-later|only)$/.test(term.id) ? { ...term, plus: false } : term;
}

function gnu(family: string, versions: readonly string[]): Record<string, { readonly id: string }> {
  return Object.fromEntries(
    versions.map((version) => [`${family}-${version}`, { id: `${family}-${version}-only` }]),
  );
}
