import { join } from 'node:path';
import { contentOf, fileNamedBy, matchLicenseText, mayMatch, readLicense } from '../core/index';
import type { EvidencePatch, EvidenceRequest, EvidenceSource, LicenseMatch } from '../core/index';
import { entriesIn } from './disk';
import { createFileCache } from './fileCache';
import { findInstalledPackage, installFolders } from './installed';
import type { InstalledOptions } from './installed';
import { openLicenseTexts } from './licenseTexts';
import type { LicenseTexts } from './licenseTexts';

const LICENSE_FILE = /^(li[cs]en[cs]e|copying|unlicense)([.-](md|txt|mit|apache|bsd|isc))?$/i;

/** Longer than any license of the SPDX list. */
const MOST_BYTES = 200_000;

/**
 * The license file of an installed package, for packages whose metadata states no SPDX license. States an id only where
 * the text is that license's by the SPDX matching guidelines, and says how alike.
 *
 * @param licenseTexts the file that `licenseTexts.ts` reads; it is read when the first license file is.
 */
export function createLicenseFileSource(options: InstalledOptions, licenseTexts: string): EvidenceSource {
  const files = createFileCache(MOST_BYTES);
  const texts = lazyTexts(licenseTexts);
  const matched = async (text: string): Promise<LicenseMatch | undefined> => {
    const { sketches, read: readLicenses } = await texts();
    const content = contentOf(text);
    return matchLicenseText(content, readLicenses(mayMatch(content, sketches)));
  };
  const read = async (request: EvidenceRequest, folders: readonly string[]) => {
    const found = await findInstalledPackage(request, options, folders);
    if (found?.name !== request.name || found.version !== request.known.version?.value) return undefined;
    const name = await licenseFileIn(found.folder, filesNamedBy(request));
    if (name === undefined) return undefined;
    const match = await files.read(join(found.folder, name), matched);
    return match && patchFrom(match, `${found.label}/${name}`, options.now());
  };
  return {
    id: 'license-file',
    reach: 'local',
    facts: ['license'],
    lookup: async (requests) => {
      const folders = await installFolders(options);
      return readAll(requests, (request) => read(request, folders));
    },
  };
}

async function readAll(
  requests: readonly EvidenceRequest[],
  read: (request: EvidenceRequest) => Promise<EvidencePatch | undefined>,
): Promise<Map<string, EvidencePatch>> {
  const patches = new Map<string, EvidencePatch>();
  for (const request of requests) {
    const patch = await read(request);
    if (patch !== undefined) patches.set(request.key, patch);
  }
  return patches;
}

/** The files that the metadata names: `SEE LICENSE IN EULA.md`. */
function filesNamedBy({ known }: EvidenceRequest): ReadonlySet<string> {
  const named = known.licenses.flatMap(({ value }) => {
    const reading = readLicense(value);
    return reading.kind === 'not-spdx' && reading.state === 'see-file'
      ? (fileNamedBy(reading.raw) ?? [])
      : [];
  });
  return new Set(named);
}

/** The file that the metadata names and no other, else the license file; none where several are to be obeyed. */
async function licenseFileIn(folder: string, named: ReadonlySet<string>): Promise<string | undefined> {
  const [wanted] = named;
  if (wanted?.includes('/')) return named.size === 1 && isInside(wanted) ? wanted : undefined;
  const names = (await entriesIn(folder))
    .map(({ name }) => name)
    .filter((name) =>
      wanted === undefined ? LICENSE_FILE.test(name) : name.toLowerCase() === wanted.toLowerCase(),
    );
  return names.length === 1 && named.size < 2 ? names[0] : undefined;
}

/** A relative path that stays in the package's folder. */
function isInside(path: string): boolean {
  return (
    !/^\/|[\\:\0]/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function patchFrom({ id, similarity }: LicenseMatch, label: string, date: string): EvidencePatch {
  return { licenses: [{ value: id, origin: { source: 'license-file', label, date, similarity } }] };
}

function lazyTexts(path: string): () => Promise<LicenseTexts> {
  let loading: Promise<LicenseTexts> | undefined;
  return () => (loading ??= openLicenseTexts(path));
}
