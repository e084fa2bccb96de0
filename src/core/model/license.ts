/** What a license statement says. */

/** An SPDX license expression as a tree. `and` and `or` have two terms or more. */
export type LicenseExpression =
  LicenseTerm | { readonly type: 'and' | 'or'; readonly terms: readonly LicenseExpression[] };

/** One license, perhaps with an exception: the leaf that a policy decides on. */
export interface LicenseTerm {
  readonly type: 'license';
  /** An SPDX id in its official case, or `LicenseRef-…` / `DocumentRef-…:LicenseRef-…` as written. */
  readonly id: string;
  /** `+` was written behind the id: this version or a later one. */
  readonly plus: boolean;
  /** The exception id behind `WITH`. */
  readonly exception?: string;
}

/** Why a stated license is no SPDX expression. */
export type NotSpdxState =
  | 'missing'
  | 'empty'
  | 'not-a-string'
  | 'unlicensed'
  | 'see-file'
  | 'url'
  | 'noassertion'
  | 'none'
  | 'non-standard'
  | 'free-text';

/** What a license field, as somebody wrote it, says. */
export type LicenseReading =
  | {
      readonly kind: 'expression';
      readonly expression: LicenseExpression;
      /** The expression in canonical form. */
      readonly text: string;
      /** The field as stated, in words or JSON. */
      readonly raw: string;
      /** What had to be read into it, if anything: `legacy-form`, `case`, `licenses-array-and`, `deprecated-id`. */
      readonly notes: readonly LicenseNote[];
    }
  | {
      readonly kind: 'not-spdx';
      readonly state: NotSpdxState;
      readonly raw: string;
      /** An SPDX id that was perhaps meant. Shown, never used for the decision. */
      readonly suggestion?: string;
    };

export type LicenseNote = 'legacy-form' | 'case' | 'licenses-array-and' | 'deprecated-id';

export type LicenseCategory =
  | 'permissive'
  | 'weak-copyleft'
  | 'strong-copyleft'
  | 'network-copyleft'
  | 'source-available'
  | 'public-domain'
  | 'proprietary';
