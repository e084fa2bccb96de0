import type { LicenseCategory, LicenseTerm } from '../model';

/** Stub until the table is in. */
export function categoryOf(_id: string): LicenseCategory | undefined {
  return undefined;
}

export function categoryOfTerm(term: LicenseTerm): LicenseCategory | undefined {
  return categoryOf(term.id);
}
