/** An SPDX id that free text surely means; `undefined` where it could be several (`BSD`, `GPL`). */
export function suggestForText(_text: string): string | undefined {
  return undefined;
}

/** An SPDX id that a well-known license address means. */
export function suggestForUrl(_url: string): string | undefined {
  return undefined;
}

/** The nearest SPDX id to one that somebody mistyped, for a "did you mean". */
export function suggestLicenseId(_text: string): string | undefined {
  return undefined;
}
