import type { Parsed, Problem } from '../../model';
import { Draft, knownLicenses, knownPackage, type ImportedPolicy } from './draft';
import { readSettings, Settings } from './settings';
import { t } from '../../present/language';

/**
 * Reads what license-checker is called with: a list (`MIT;ISC`), a command line (`--onlyAllow "MIT;ISC"`), or a
 * package.json whose scripts call it.
 */
export function importLicenseChecker(text: string, file: string): Parsed<ImportedPolicy> {
  const draft = new Draft('license-checker');
  const { commands, problems } = commandsOf(text, file);
  const options = commands.flatMap(optionsOf);
  if (options.length === 0 && commands.length === 0) readAllowed(draft, text.split(/[;,\n]/));
  for (const [name, value] of options) readOption(draft, name, value);
  return { value: draft.finish(), problems };
}

/** Whether a text holds a call of license-checker, or of one of its relatives. */
export function callsLicenseChecker(text: string): boolean {
  return /\blicense-checker\b/.test(text);
}

function commandsOf(
  text: string,
  file: string,
): { commands: readonly string[]; problems: readonly Problem[] } {
  if (!/^\s*\{/.test(text)) return { commands: /(^|\s)--\w/.test(text) ? [text] : [], problems: [] };
  const { tree, problems } = readSettings(text, file);
  const scripts = new Settings(tree).below('scripts');
  const commands = scripts
    .keys()
    .flatMap((key) => scripts.text(key) ?? [])
    .filter(callsLicenseChecker);
  if (commands.length > 0) return { commands, problems };
  const message = t('No script of {0} calls license-checker.', file);
  return {
    commands: [''],
    problems: [...problems, { code: 'import.empty', severity: 'error', message, file }],
  };
}

/** `--onlyAllow "MIT;ISC"` and `--onlyAllow=MIT` as names and values. */
function optionsOf(command: string): [name: string, value: string][] {
  const options = command.matchAll(/--([A-Za-z]+)(?:[=\s]+("[^"]*"|'[^']*'|[^\s-]\S*))?/g);
  return [...options].map(([, name = '', value = '']) => [name, value.replace(/^["']|["']$/g, '')]);
}

/** Options about what is written where: they decide nothing. */
const OF_OUTPUT = ['excludePrivatePackages', 'json', 'csv', 'markdown', 'summary', 'out', 'start'];

function readOption(draft: Draft, name: string, value: string): void {
  if (name === 'onlyAllow') readAllowed(draft, value.split(';'));
  else if (name === 'failOn') readDenied(draft, value.split(';'));
  else if (name === 'excludePackages') readExcluded(draft, value.split(';'));
  else if (name === 'production')
    draft.passDevelopment(t('license-checker looked at production dependencies only'));
  else if (!OF_OUTPUT.includes(name)) draft.lose(t('--{0}: this option has no counterpart.', name));
}

function readAllowed(draft: Draft, texts: readonly string[]): void {
  draft.addLicenses('allow', { licenses: knownLicenses(draft, tidy(draft, texts), 'onlyAllow') });
  draft.unmentioned = 'deny';
  draft.notSpdx = 'deny';
}

function readDenied(draft: Draft, texts: readonly string[]): void {
  draft.addLicenses('deny', { licenses: knownLicenses(draft, tidy(draft, texts), 'failOn') });
  draft.unmentioned = 'allow';
  draft.lose(
    t('failOn: packages that state no SPDX license are for review here; license-checker lets them pass.'),
  );
}

/** A `*` behind a license marks one that license-checker guessed from a file. */
function tidy(draft: Draft, texts: readonly string[]): string[] {
  const names = texts.map((text) => text.trim()).filter((text) => text !== '');
  const guessed = names.filter((text) => text.endsWith('*'));
  if (guessed.length > 0)
    draft.lose(t('{0}: guesses are not allowed apart from what is stated.', guessed.join(', ')));
  return [...new Set(names.map((text) => text.replace(/\*$/, '')))];
}

function readExcluded(draft: Draft, texts: readonly string[]): void {
  for (const text of texts.filter((candidate) => candidate.trim() !== '')) {
    const approved = knownPackage(draft, text, 'excludePackages');
    if (approved !== undefined)
      draft.addPackage('approve', { package: approved, reason: t('excluded in license-checker') });
  }
}
