import type { Dependency } from '../model';

/** What a host tells of the files beside a manifest that a fix may need to change. */
export interface Companions {
  /** The text of a file that a dependency's catalog names; `undefined` where it cannot be read. */
  readonly textOf: (file: string) => string | undefined;
  /** Whether another manifest takes its range from the same entry of the same catalog. */
  readonly isShared: (dependency: Dependency) => boolean;
}

/** Where nothing is known of other files, none is changed. */
export const noCompanions: Companions = { textOf: () => undefined, isShared: () => true };
