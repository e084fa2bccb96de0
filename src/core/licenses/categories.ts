import type { LicenseCategory, LicenseTerm } from '../model';
import { once } from '../once';
import categoryData from './data/categories.json';
import exceptionData from './data/exceptions.json';
import { normalizeTerm } from './deprecated';
import { officialExceptionId, officialLicenseId } from './ids';

/** Why a license has its category; in words: `sources` of data/categories.json. */
export type CategorySource = keyof typeof categoryData.sources;

/** What an SPDX exception does to the license it is added to; in words: `kinds` of data/exceptions.json. */
export type ExceptionKind = keyof typeof exceptionData.exceptions;

interface Classified {
  readonly category: LicenseCategory;
  readonly source: CategorySource;
}

const classified = once(
  () =>
    new Map<string, Classified>(
      Object.entries(categoryData.licenses).flatMap(([category, bySource]) =>
        Object.entries(bySource).flatMap(([source, ids]) =>
          ids.map((id): [string, Classified] => [id, { category, source } as Classified]),
        ),
      ),
    ),
);

const exceptionKinds = once(
  () =>
    new Map<string, ExceptionKind>(
      Object.entries(exceptionData.exceptions).flatMap(([kind, ids]) =>
        ids.map((id): [string, ExceptionKind] => [id, kind as ExceptionKind]),
      ),
    ),
);

/** The category of an SPDX license id, deprecated ones and `GPL-2.0+` too; `undefined` for no SPDX id. */
export function categoryOf(id: string): LicenseCategory | undefined {
  return find(id)?.category;
}

/** Where the category of an SPDX license id comes from. */
export function categorySourceOf(id: string): CategorySource | undefined {
  return find(id)?.source;
}

/** What an SPDX exception id does; `undefined` for no SPDX exception. */
export function exceptionKindOf(id: string): ExceptionKind | undefined {
  return exceptionKinds().get(officialExceptionId(id) ?? '');
}

/**
 * The category of a license with its exception. An exception that frees linked works makes strong copyleft weak
 * (`GPL-2.0-only WITH Classpath-exception-2.0`), and no other category better: the network clause of an AGPL stays.
 * An exception that SPDX does not know may take rights away, so nothing is said of such a term.
 */
export function categoryOfTerm(written: LicenseTerm): LicenseCategory | undefined {
  const { id, exception } = normalizeTerm(written);
  const category = categoryOf(id);
  if (exception === undefined) return category;
  const kind = exceptionKindOf(exception);
  if (kind === undefined) return undefined;
  return kind === 'linking' && category === 'strong-copyleft' ? 'weak-copyleft' : category;
}

function find(id: string): Classified | undefined {
  return classified().get(id) ?? classified().get(officialLicenseId(id) ?? '');
}
