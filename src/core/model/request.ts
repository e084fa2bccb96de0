/** What people asked their OSPO for. */
export interface ExceptionRequest {
  /** The package as the registry names it. */
  readonly package: string;
  /** The version in use, where one was known. */
  readonly version?: string;
  /** `exception`: an approval is asked for. `question`: somebody asked, and waits for an answer. */
  readonly kind: RequestKind;
  /** The day. */
  readonly asked: string;
  /** Who asks, in their own words. */
  readonly by?: string;
  readonly reason: string;
  /** The day until which it is asked for. */
  readonly until?: string;
  /** The rule that named the package when it was asked: its decision was there before, and is no answer. */
  readonly rule?: string;
  /** The day on which whoever asked took it back. */
  readonly withdrawn?: string;
}

export type RequestKind = 'exception' | 'question';
