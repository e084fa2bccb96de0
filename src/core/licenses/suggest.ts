import { once } from '../once';
import { editDistance } from '../policy/nearest';
import aliases from './data/aliases.json';
import licenses from 'spdx-license-list';
import { isDeprecated } from './deprecated';
import { allLicenseIds, officialLicenseId } from './ids';

/** Longer text is a license text or a note, not a name. */
const LONGEST_NAME = 100;

const LONGEST_ADDRESS = 500;

/** Ids that win where several are equally near to a mistyped one: the most used first. */
const common = [
  ...['MIT', 'Apache-2.0', 'ISC', 'BSD-3-Clause', 'BSD-2-Clause', '0BSD', 'MPL-2.0', 'GPL-3.0-only'],
  ...['GPL-2.0-only', 'LGPL-3.0-only', 'LGPL-2.1-only', 'AGPL-3.0-only', 'CC0-1.0', 'Unlicense', 'EPL-2.0'],
];

const familiar = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(aliases.names).flatMap(([id, names]) =>
        names.map((name): [string, string] => [squash(name), id]),
      ),
    ),
);
const ambiguous = once((): ReadonlySet<string> => new Set(aliases.ambiguous.map(squash)));
const addresses = once((): ReadonlyMap<string, string> => new Map(Object.entries(aliases.urls)));
let byName: ReadonlyMap<string, string> | undefined;

/** An SPDX id that free text surely means; `undefined` where it could be several (`BSD`, `GPL`) or none. */
export function suggestForText(text: string): string | undefined {
  if (text.length > LONGEST_NAME) return undefined;
  const plain = squash(text);
  if (plain === '' || ambiguous().has(plain) || /[*?,/&]/.test(withoutKnownSlash(text))) return undefined;
  return familiar().get(plain) ?? (byName ??= namesAndIds()).get(plain);
}

/** The SPDX id that a well-known license address means: opensource.org, spdx.org, apache.org, gnu.org and the like. */
export function suggestForUrl(url: string): string | undefined {
  if (url.length > LONGEST_ADDRESS) return undefined;
  const place = url
    .toLowerCase()
    .replace(/^(https?:)?\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  const known = addresses().get(place);
  if (known !== undefined) return known;
  const listed =
    /^(?:opensource\.org\/licenses?|spdx\.org\/licenses|licenses\.nuget\.org)\/([a-z0-9.-]+?)(?:\.html|\.txt|\.php|\.json)?$/;
  const last = listed.exec(place)?.[1] ?? '';
  return notDeprecated(officialLicenseId(last)) ?? suggestForText(last);
}

/**
 * The SPDX id that somebody meant who mistyped one, for a "did you mean": a familiar name (`Apache 2.0`, `GPLv3`),
 * else the id nearest by edit distance. Nothing for what may mean several, and never `Unlicense` for `UNLICENSED`.
 */
export function suggestLicenseId(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_NAME || /^(unlicensed|none|noassertion)$/i.test(trimmed)) return undefined;
  if (ambiguous().has(squash(trimmed))) return undefined;
  return suggestForText(trimmed) ?? nearestId(trimmed.toLowerCase());
}

function nearestId(text: string): string | undefined {
  const reach = text.length <= 4 ? 1 : text.length <= 10 ? 2 : 3;
  let nearest: string[] = [];
  let least = reach;
  for (const id of allLicenseIds()) {
    const lower = id.toLowerCase();
    if (Math.abs(id.length - text.length) > least || !beginsAlike(text, lower) || isDeprecated(id)) continue;
    const distance = editDistance(text, lower);
    if (distance < least) [nearest, least] = [[id], distance];
    else if (distance === least) nearest.push(id);
  }
  return nearest.length === 1 ? nearest[0] : common.find((id) => nearest.includes(id));
}

/** Nobody mistypes the first letter, though two may be swapped: `GPL-4.0` is not `MPL-2.0`. */
function beginsAlike(text: string, id: string): boolean {
  return text[0] === id[0] || (text[0] === id[1] && text[1] === id[0]);
}

/** Full names and ids without what people write this way or that; where two licenses share one, neither counts. */
function namesAndIds(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const shared = new Set<string>();
  for (const id of allLicenseIds()) {
    if (isDeprecated(id)) continue;
    for (const key of new Set([squash(id), squash(licenses[id]?.name ?? id)])) {
      if (found.has(key) && found.get(key) !== id) shared.add(key);
      found.set(key, id);
    }
  }
  for (const key of shared) found.delete(key);
  return found;
}

/** `The Apache License, Version 2.0` and `apache 2` come out the same: no case, articles, punctuation, `.0`. */
function squash(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(the|licen[sc]ed?|version|ver|public domain dedication)\b/g, ' ')
    .replace(/\bv\.?\s*(?=\d)/g, ' ')
    .replace(/([a-z])v(?=\d)/g, '$1')
    .replace(/(\d)\.0\b/g, '$1')
    .replace(/(\d)\.0\b/g, '$1')
    .replace(/[^a-z0-9+.]/g, '');
}

/** `MIT/X11` and `zlib/libpng` are names; any other slash joins two licenses. */
function withoutKnownSlash(text: string): string {
  return text
    .replace(/\b(mit\/x11|x11\/mit|zlib\/libpng|mit\/expat|illinois\/ncsa)\b/gi, '')
    .replace(/,\s*(ver|v\b|v\.|\d)/gi, '');
}

function notDeprecated(id: string | undefined): string | undefined {
  return id === undefined || isDeprecated(id) ? undefined : id;
}
