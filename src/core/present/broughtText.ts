import type { Finding, Judgement, LicenseReading, Severity } from '../model';
import { t, plural } from './language';
import { messageOf } from './messages';
import { clip } from './plain';
import { stepText, wayText } from './via';
import { verdictTitle } from './words';

/** More than these are counted. */
const MOST_LINES = 5;

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What is found on packages that a dependency brings, what asks for action first. */
export function broughtFindings({ brought = [] }: Pick<Judgement, 'brought'>): readonly Finding[] {
  return [...brought].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** The same in words: the worst ones, and how many there are beside them. */
export function broughtLines(judgement: Judgement): string[] {
  const messages = broughtFindings(judgement).map(messageOf);
  const shown = messages.slice(0, MOST_LINES);
  const rest = messages.length - shown.length;
  return rest === 0 ? shown : [...shown, t('… and {0} more', rest)];
}

/** A package that a dependency brings as one line below it: what is found, and the way to it. Plain text. */
export interface BroughtRow {
  /** `ps-tree 1.2.0` */
  readonly label: string;
  /** `GPL-3.0-only · a 1.0.0 › b 2.0.0` */
  readonly details: readonly string[];
  /** The finding's message. */
  readonly tooltip: string;
  /** As a screen reader says it. */
  readonly spoken: string;
}

export function broughtRow(finding: Finding): BroughtRow {
  const { via } = finding;
  const own = stepText(via?.path.at(-1) ?? { name: finding.dependency.name, version: '' });
  const alike = via?.alike.length ?? 0;
  const label =
    alike === 0 ? own : plural(alike, '{1} and {0} package like it', '{1} and {0} packages like it', own);
  const between = via === undefined || alike > 0 ? [] : via.path.slice(1, -1);
  const details = [licenseText(via?.judged.license), wayText(between)].filter((part) => part !== '');
  const verdict = verdictTitle[via?.judged.verdict ?? 'unknown'];
  return { label, details, tooltip: messageOf(finding), spoken: [label, verdict, ...details].join(', ') };
}

function licenseText(license: LicenseReading | undefined): string {
  if (license?.kind === 'expression') return clip(license.text, 60);
  return license === undefined || license.raw === '' ? t('no license') : clip(license.raw, 40);
}
