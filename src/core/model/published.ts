/** What a registry says of the versions of a package. */

export interface PublishedVersion {
  readonly version: string;
  /** The license field as stated. */
  readonly license: unknown;
  readonly deprecated: boolean;
  /** What it requires, optional packages and peers that are not optional included, with the ranges. */
  readonly requires: Readonly<Record<string, string>>;
}

/** The versions of a package, and when the registry was asked. */
export interface Published {
  readonly versions: readonly PublishedVersion[];
  /** As people call it. */
  readonly from: string;
  /** The instant. */
  readonly date: string;
}
