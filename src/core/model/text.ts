/** Places in a text, and what is wrong there. */

/** A half-open range of offsets, `start` included, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replace the text of `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** What changes in one file. */
export interface FileEdits {
  /** As the host names it. */
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** Something in the user's input that we could not use, and where. Never a reason to stop. */
export interface Problem {
  /** Dotted, stable: `manifest.syntax`, `policy.license-id`, `lockfile.conflict`, `network.unreachable`. */
  readonly code: string;
  readonly severity: Severity;
  /** Plain text: what, where, and what to do. */
  readonly message: string;
  /** The document it is about, when there is one (path or URI, as the host named it). */
  readonly file?: string;
  readonly span?: Span;
  /** Where the span is not known: texts of which the first one that stands in the document is the place. */
  readonly sought?: readonly string[];
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';
