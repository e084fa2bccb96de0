import { parse } from 'smol-toml';
import type { Parsed, Problem } from '../../model';
import { GROUP_DECISIONS } from '../vocabulary';
import { Draft, knownLicenses, type ImportedPolicy } from './draft';
import { t } from '../../present/language';

type Table = Readonly<Record<string, unknown>>;

/** Reads the `[licenses]` of cargo-deny's `deny.toml`: what is not allowed is denied. */
export function importCargoDeny(text: string, file: string): Parsed<ImportedPolicy> {
  const { document, problems } = readToml(text, file);
  const licenses = tableOf(document.licenses);
  const draft = new Draft('cargo-deny');
  draft.unmentioned = 'deny';
  draft.notSpdx = 'deny';
  if (licenses['include-dev'] !== true)
    draft.passDevelopment(t('cargo-deny does not look at development dependencies (include-dev)'));
  draft.addLicenses('allow', { licenses: knownLicenses(draft, textsOf(licenses.allow), 'licenses.allow') });
  draft.addLicenses('deny', { licenses: knownLicenses(draft, textsOf(licenses.deny), 'licenses.deny') });
  readOldKeys(draft, licenses);
  readLosses(draft, document, licenses);
  return { value: draft.finish(), problems };
}

/** Keys of cargo-deny before 0.16 (https://github.com/EmbarkStudios/cargo-deny/pull/611). */
function readOldKeys(draft: Draft, licenses: Table): void {
  const copyleft = decisionOf(licenses.copyleft);
  const kinds = ['weak-copyleft', 'strong-copyleft', 'network-copyleft'];
  if (copyleft !== undefined) draft.addLicenses(copyleft, { licenses: kinds });
  draft.unmentioned = decisionOf(licenses.default) ?? draft.unmentioned;
  const free = licenses['allow-osi-fsf-free'];
  if (free === 'either' || free === 'osi') draft.addLicenses('allow', { licenses: ['osi-approved'] });
  if (free === 'either' || free === 'fsf') draft.addLicenses('allow', { licenses: ['fsf-libre'] });
  if (free === 'both' || free === 'osi-only' || free === 'fsf-only')
    draft.lose(t('allow-osi-fsf-free: "{0}" cannot be said here; "osi-approved" and "fsf-libre" can.', free));
}

function decisionOf(value: unknown): (typeof GROUP_DECISIONS)[number] | undefined {
  if (value === 'warn') return 'review';
  return GROUP_DECISIONS.find((decision) => decision === value);
}

function readLosses(draft: Draft, document: Table, licenses: Table): void {
  const exceptions = listOf(licenses.exceptions).map(crateOf);
  if (exceptions.length > 0)
    draft.lose(t('licenses.exceptions: crates are no npm packages ({0}).', exceptions.join(', ')));
  const clarified = listOf(licenses.clarify).map(crateOf);
  if (clarified.length > 0)
    draft.lose(t('licenses.clarify: crates are no npm packages ({0}).', clarified.join(', ')));
  if (licenses['confidence-threshold'] !== undefined)
    draft.lose(t('confidence-threshold: license files are matched by rules of our own.'));
  const private_ = tableOf(licenses.private);
  if (private_.ignore === true) draft.lose(t('licenses.private: name your own packages under "private".'));
  for (const section of ['bans', 'advisories', 'sources'])
    if (Object.hasOwn(document, section)) draft.lose(t('[{0}] is about crates and was left out.', section));
}

function crateOf(entry: Table): string {
  const name = entry.crate ?? entry.name;
  return typeof name === 'string' ? name : 'unnamed';
}

function readToml(text: string, file: string): { document: Table; problems: readonly Problem[] } {
  try {
    return { document: parse(text, { maxDepth: 100 }), problems: [] };
  } catch (error) {
    const message = `TOML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : t('it cannot be read')}.`;
    return { document: {}, problems: [{ code: 'import.syntax', severity: 'error', message, file }] };
  }
}

function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

function listOf(value: unknown): Table[] {
  return Array.isArray(value) ? value.map(tableOf) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
