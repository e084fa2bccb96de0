import type { LicenseExpression, LicenseNote, LicenseReading, NotSpdxState } from '../model';
import { parseExpression, printExpression } from './expression';
import { joinTerms } from './flatten';
import { suggestForText, suggestForUrl } from './suggest';

/** The license as package metadata states it: `license`, or the older `licenses` where that says nothing. */
export function licenseField(manifest: { readonly license?: unknown; readonly licenses?: unknown }): unknown {
  const { license, licenses } = manifest;
  return license === undefined || license === null || license === '' ? (licenses ?? license) : license;
}

/**
 * Reads a license field in any form found in the wild. What is SPDX becomes an expression, with notes on what had to
 * be read into it; everything else is named, and never corrected: a suggestion is for people, not for the decision.
 * Several entries without a stated relation are read as AND, the careful reading. Never throws.
 */
export function readLicense(raw: unknown): LicenseReading {
  if (typeof raw === 'string') return readKnown(raw);
  if (raw === undefined || raw === null) return notSpdx('missing', stated(raw));
  if (Array.isArray(raw)) return readList(raw);
  if (typeof raw === 'object') return readObject(raw);
  return notSpdx('not-a-string', stated(raw));
}

/** Thousands of packages state a few dozen texts. Bounded: beyond that, or for long texts, each is read anew. */
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 200;
const known = new Map<string, LicenseReading>();

function readKnown(raw: string): LicenseReading {
  const found = known.get(raw);
  if (found !== undefined) return found;
  const reading = readText(raw);
  if (raw.length > LONGEST_KNOWN) return reading;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(raw, reading);
  return reading;
}

function readText(raw: string): LicenseReading {
  const text = raw.trim();
  const state = wellKnownState(text);
  if (state !== undefined) return notSpdx(state, raw);
  const parsed = parseExpression(text);
  if (parsed.ok) return expressionReading(parsed.expression, raw, parsed.notes);
  if (isUrl(text)) return notSpdx('url', raw, suggestForUrl(text));
  if (isPartlyNoAssertion(text)) return notSpdx('noassertion', raw);
  return notSpdx('free-text', raw, suggestForText(text));
}

/** Words that npm, SPDX and deps.dev give a meaning of their own. */
function wellKnownState(text: string): NotSpdxState | undefined {
  if (text === '') return 'empty';
  if (/^see\s+(in\s+)?(the\s+)?(\S*licen[sc]e|copying)\b/i.test(text)) return 'see-file';
  switch (text.toLowerCase()) {
    case 'unlicensed':
      return 'unlicensed';
    case 'noassertion':
      return 'noassertion';
    case 'none':
      return 'none';
    case 'non-standard':
      return 'non-standard';
    default:
      return undefined;
  }
}

function isUrl(text: string): boolean {
  return /^(https?:)?\/\/\S+$/i.test(text) || /^www\.\S+$/i.test(text);
}

/** `BSD-3-Clause AND NOASSERTION`: scanners join what they know with what they do not. */
function isPartlyNoAssertion(text: string): boolean {
  return /\bNOASSERTION\b/i.test(text) && parseExpression(text.replace(/\bNOASSERTION\b/gi, 'MIT')).ok;
}

/** `{ "type": "MIT", "url": "…" }`, the form that npm dropped in 2014. */
function readObject(raw: object): LicenseReading {
  const { type, name, license, url } = raw as Readonly<Record<string, unknown>>;
  const [inner, ...others] = [type, name, license].filter(isStated);
  const reading = inner ?? (isStated(url) ? url : undefined);
  if (reading === undefined)
    return notSpdx(Object.keys(raw).length === 0 ? 'empty' : 'not-a-string', stated(raw));
  const first = readText(reading);
  const differs =
    others.some((other) => !isSame(first, other)) || (isStated(url) && pointsElsewhere(first, url));
  return differs ? notSpdx('free-text', stated(raw)) : inLegacyForm(first, raw);
}

function isStated(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Whether another text of the object means the same license: `MIT` and `The MIT License`. */
function isSame(first: LicenseReading, other: string): boolean {
  if (first.kind === 'not-spdx') return true;
  const reading = readText(other);
  return first.text === (reading.kind === 'expression' ? reading.text : reading.suggestion);
}

/** Whether the address is that of a license which the expression does not name; most addresses tell nothing. */
function pointsElsewhere(first: LicenseReading, url: string): boolean {
  const family = suggestForUrl(url.trim())?.replace(/-(only|or-later)$/, '');
  return first.kind === 'expression' && family !== undefined && !first.text.includes(family);
}

function readList(raw: readonly unknown[]): LicenseReading {
  if (raw.length === 0) return notSpdx('empty', stated(raw));
  const readings = raw.map((entry) =>
    Array.isArray(entry) ? notSpdx('not-a-string', '') : readLicense(entry),
  );
  const [first] = readings;
  if (first && readings.length === 1) return inLegacyForm(first, raw);
  const unclear = readings.find((reading) => reading.kind === 'not-spdx');
  if (unclear) return notSpdx(unclear.state, stated(raw));
  const expressions = readings.filter((reading) => reading.kind === 'expression');
  const notes = new Set<LicenseNote>(['legacy-form', 'licenses-array-and']);
  for (const reading of expressions) for (const note of reading.notes) notes.add(note);
  const terms = expressions.map((reading) => reading.expression);
  return expressionReading(joinTerms('and', terms), stated(raw), [...notes]);
}

function inLegacyForm(reading: LicenseReading, raw: unknown): LicenseReading {
  if (reading.kind === 'not-spdx') return { ...reading, raw: stated(raw) };
  const notes = new Set<LicenseNote>(['legacy-form', ...reading.notes]);
  return { ...reading, raw: stated(raw), notes: [...notes] };
}

function expressionReading(
  expression: LicenseExpression,
  raw: string,
  notes: readonly LicenseNote[],
): LicenseReading {
  const text = printExpression(expression);
  return { kind: 'expression', expression, text, raw, notes };
}

function notSpdx(
  state: NotSpdxState,
  raw: string,
  suggestion?: string,
): LicenseReading & { kind: 'not-spdx' } {
  return { kind: 'not-spdx', state, raw, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** The value in words or JSON; package metadata is JSON, but nothing here may throw on what is not. */
function stated(raw: unknown): string {
  if (raw === undefined) return '';
  try {
    return JSON.stringify(raw);
  } catch {
    return typeof raw;
  }
}
