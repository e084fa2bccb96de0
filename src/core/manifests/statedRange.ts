import type { Dependency } from '../model';

/** The range as it is written: in the manifest, or in the catalog that the manifest names. */
export function statedRange({ range, specifier, catalog }: Dependency): string {
  return catalog !== undefined && specifier.kind === 'registry' ? specifier.range : range.trim();
}
