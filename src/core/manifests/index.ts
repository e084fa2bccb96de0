import type { Manifest, Parsed } from '../model';
import { parseManifest } from './packageJson';

/** A kind of file that lists dependencies. */
export interface ManifestFormat {
  /** As people call it. */
  readonly name: string;
  /** The last segment of its path. */
  readonly fileName: RegExp;
  readonly parse: (text: string) => Parsed<Manifest>;
}

/** All formats that can be read: a new one is a file beside this one and a line here. */
export const manifestFormats: readonly ManifestFormat[] = [
  { name: 'package.json', fileName: /^package\.json$/, parse: parseManifest },
];

/** The format of the file at `path` (either slash); none for files of installed packages. */
export function manifestFormatOf(path: string): ManifestFormat | undefined {
  const segments = path.split(/[\\/]/);
  if (segments.includes('node_modules')) return undefined;
  const fileName = segments.at(-1) ?? '';
  return manifestFormats.find((format) => format.fileName.test(fileName));
}

/** Whether the file at `path` is a manifest of the project itself. */
export function isManifestPath(path: string): boolean {
  return manifestFormatOf(path) !== undefined;
}
