import { brotliDecompressSync } from 'node:zlib';
import type { LicenseSketch, ReadLicense } from '../core/index';
import { readBytes } from './disk';
import { asRecord, parseOwnJson, stringsIn } from './json';

/** The SPDX license list as files are compared with it. Only those licenses are read that a question needs. */
export interface LicenseTexts {
  /** Of every license; of none where the file is missing or damaged. */
  readonly sketches: readonly LicenseSketch[];
  /** Some licenses, in the order of the sketches. Never throws; what cannot be read is left out. */
  readonly read: (ids: readonly string[]) => readonly ReadLicense[];
}

/** The first line of the file. Behind it stand the parts, one after the other: from id to the words of each version. */
export interface LicenseTextIndex {
  readonly sketches: readonly LicenseSketch[];
  readonly parts: readonly { readonly bytes: number; readonly ids: readonly string[] }[];
}

type Part = Readonly<Record<string, unknown>>;

/** Opens what `packLicenseTexts` made; the build puts it at `dist/licenseTexts.bin`. Never rejects. */
export async function openLicenseTexts(path: string): Promise<LicenseTexts> {
  const packed = await readBytes(path).catch(() => Buffer.alloc(0));
  const end = Math.max(0, packed.indexOf('\n'));
  const index = parseOwnJson(packed.toString('utf8', 0, end)) as LicenseTextIndex | undefined;
  if (index === undefined) return { sketches: [], read: () => [] };
  const { sketches, parts } = index;
  const readPart = partsOf(index, packed.subarray(end + 1));
  return {
    sketches,
    read: (ids) => {
      const wanted = parts.flatMap((part, at) => (ids.some((id) => part.ids.includes(id)) ? [at] : []));
      const texts = Object.assign({}, ...wanted.map(readPart)) as Part;
      const found = sketches.filter(({ id }) => ids.includes(id));
      return found.flatMap((sketch) => withWords(sketch, stringsIn(texts[sketch.id])));
    },
  };
}

function withWords({ id, versions }: LicenseSketch, texts: readonly string[]): ReadLicense[] {
  if (texts.length !== versions.length) return [];
  const read = versions.map((version, at) => ({ ...version, words: (texts[at] ?? '').split(' ') }));
  return [{ id, versions: read }];
}

/** Reads a part by its number, once. */
function partsOf({ parts }: LicenseTextIndex, bytes: Buffer): (at: number) => Part {
  const read = new Map<number, Part>();
  return (at) => {
    const begin = parts.slice(0, at).reduce((sum, part) => sum + part.bytes, 0);
    const reading = read.get(at) ?? unpack(bytes.subarray(begin, begin + (parts[at]?.bytes ?? 0)));
    read.set(at, reading);
    return reading;
  };
}

/** A part takes about two milliseconds. */
function unpack(part: Buffer): Part {
  try {
    return asRecord(parseOwnJson(brotliDecompressSync(part).toString('utf8'))) ?? {};
  } catch {
    return {};
  }
}
