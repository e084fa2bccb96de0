import type {
  Clause,
  Decision,
  ExpressionDecision,
  LicenseReading,
  LicenseRule,
  NotSpdxState,
  PackageRule,
  PolicyException,
  Reason,
  Specifier,
  TermDecision,
  Privacy,
  Verdict,
} from '../model';
import { printTerm } from '../licenses/expression';
import { missingLicense, originText } from './gaps';
import { licenseNoteWord } from './licenseWords';
import { listing } from './language';
import { capitalize, clip, day, distinct, quote, sentence, withoutSecrets } from './plain';
import { categoryWord, citation, decisionWord, verdictWord } from './words';

/**
 * One reason of a verdict in full sentences: the fact with its source and date, the rule, and for a dual license the
 * branch that was chosen. The same words in the hover, in `explain` and in JSON.
 */
export function reasonText(reason: Reason): string {
  return [...reasonSentences(reason), ...originSentence(reason)].join(' ');
}

function reasonSentences(reason: Reason): string[] {
  switch (reason.rule) {
    case 'license':
      return licenseSentences(reason.reading, reason.decision);
    case 'license.not-spdx':
      return notSpdxSentences(reason.reading, reason);
    case 'license.unknown':
      return [`${capitalize(missingLicense(reason.gaps, reason.asked).join('; '))}.`];
    case 'license.sources-disagree':
      return [disagreement(reason.readings)];
    case 'package':
      return packageSentences(reason.packageRule, reason.verdict);
    case 'exception':
      return [exceptionText(reason.exception)];
    case 'clarification':
      return clarificationSentences(reason.clarification);
    case 'not-a-registry-package':
      return [specifierText(reason.specifier)];
    case 'own-package':
      return [`${privacyText(reason.privacy)} Your own packages are not judged.`];
  }
}

function originSentence(reason: Reason): string[] {
  return reason.origin === undefined || reason.rule === 'license.sources-disagree'
    ? []
    : [`Source: ${originText(reason.origin)}.`];
}

function licenseSentences(reading: LicenseReading, decision: ExpressionDecision): string[] {
  const whole = reading.kind === 'expression' ? reading.text : decision.electedText;
  const kind = whole.includes(' OR ') ? 'Dual license' : 'Choice of versions';
  const choice = decision.choice
    ? [`${kind}: ${clip(decision.electedText, 120)} was chosen from ${clip(whole, 200)}.`]
    : [];
  return [...choice, ...distinct(decision.elected.map(termSentence)), ...noteSentences(reading)];
}

function termSentence(decided: TermDecision): string {
  const license = termText(decided);
  const { rule, category } = decided;
  if (rule === undefined) {
    const kind = category === undefined ? '' : ` (${categoryWord[category]})`;
    return `${license}${kind} is not mentioned by the policy: ${verdictWord[decided.verdict]}.`;
  }
  const why = selectorText(rule);
  const words = `${license} ${decisionWord[rule.decision]} ${byClause(rule)}${why === '' ? '' : ` ${why}`}`;
  return [rule.reason, conditionsText(rule.conditions)].reduce<string>(
    (text, more) =>
      more === undefined || more === '' ? text : `${text} ${sentence(capitalize(clip(more, 300)))}`,
    `${words}.`,
  );
}

/** The license that was decided on: the chosen version where `-or-later` admits several. */
export function termText({ term, version }: TermDecision): string {
  return clip(printTerm(version ?? term), 120);
}

function selectorText({ selector }: LicenseRule): string {
  switch (selector.kind) {
    case 'term':
      return '';
    case 'category':
      return `as ${categoryWord[selector.category]}`;
    case 'blue-oak':
      return `as Blue Oak ${selector.tier} or better`;
    case 'osi-approved':
      return 'as OSI-approved';
    case 'fsf-libre':
      return 'as free by the FSF';
  }
}

function conditionsText(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `Conditions: ${conditionList(conditions)}`;
}

/** Conditions as one list: `link dynamically; offer the source`. */
export function conditionList(conditions: readonly string[]): string {
  return conditions.map((text) => clip(text, 200).replace(/\.$/, '')).join('; ');
}

function noteSentences(reading: LicenseReading): string[] {
  if (reading.kind !== 'expression' || reading.notes.length === 0) return [];
  return [`Written as ${quote(reading.raw, 80)}: ${reading.notes.map(licenseNoteWord).join('; ')}.`];
}

const stateWords: Readonly<Record<NotSpdxState, (raw: string) => string>> = {
  missing: () => 'states no license',
  empty: () => 'states an empty license',
  'not-a-string': (raw) => `states ${quote(raw)} as license, which is not SPDX`,
  unlicensed: (raw) => `grants no license (${quote(raw)})`,
  'see-file': (raw) => `refers to a license text of its own (${quote(raw)}), which is not SPDX`,
  url: (raw) => `states only an address as license (${quote(raw)})`,
  noassertion: (raw) => `has a license that its source did not establish (${quote(raw)})`,
  none: (raw) => `declares that it has no license (${quote(raw)})`,
  'non-standard': (raw) => `has a license that is not SPDX (${quote(raw)})`,
  'free-text': (raw) => `states ${quote(raw)}, which is not SPDX`,
};

/** What a package does that states something else than an SPDX expression: `states "…", which is not SPDX`. */
export function notSpdxWords(state: NotSpdxState, raw: string): string {
  return stateWords[state](raw);
}

function notSpdxSentences(reading: LicenseReading, reason: Reason): string[] {
  if (reading.kind === 'expression') return [`The license is ${clip(reading.text, 200)}.`];
  const by = reason.clause === undefined ? '' : ` by ${citation(reason.clause)}`;
  const sentences = [
    `The package ${notSpdxWords(reading.state, reading.raw)}: ${verdictWord[reason.verdict]}${by}.`,
  ];
  if (reading.suggestion !== undefined)
    sentences.push(`Perhaps ${clip(reading.suggestion, 80)} is meant; that is not assumed.`);
  return sentences;
}

function disagreement(
  readings: readonly { readonly text: string; readonly origin: Reason['origin'] }[],
): string {
  const stated = readings.map(({ text, origin }) =>
    origin === undefined ? quote(text, 80) : `${clip(text, 80)} (${originText(origin)})`,
  );
  return `The sources disagree: ${listing(stated, 'and')}.`;
}

function packageSentences(rule: PackageRule, verdict: Verdict): string[] {
  const words = namesSomeVersions(rule, verdict)
    ? `Some versions of the package are denied by ${citation(rule.clause)}, and the version in use is not known`
    : `The package ${decisionWord[rule.decision]} ${byClause(rule)}`;
  const why = rule.reason === undefined ? `${words}.` : `${words}: ${sentence(clip(rule.reason, 300))}`;
  return rule.instead.length === 0 ? [why] : [why, `Use ${insteadText(rule.instead)}.`];
}

/** A policy allows and denies by itself; a review is for people to make. */
function byClause({ decision, clause }: { readonly decision: Decision; readonly clause: Clause }): string {
  return `${decision === 'review' ? 'under' : 'by'} ${citation(clause)}`;
}

/** A rule that denies certain versions cannot be decided where the version is not known: it asks for review. */
export function namesSomeVersions(rule: PackageRule, verdict: Verdict): boolean {
  return rule.decision === 'denied' && verdict === 'review';
}

/** `bowser` or `a, b or c`. */
export function insteadText(names: readonly string[]): string {
  return listing(
    names.map((name) => clip(name, 100)),
    'or',
  );
}

function exceptionText(exception: PolicyException): string {
  const until = exception.expires === undefined ? '' : ` until ${day(exception.expires)}`;
  const by = exception.approver === undefined ? '' : ` by ${clip(exception.approver, 80)}`;
  const only = exception.conditions.length === 0 ? '' : `, ${conditionList(exception.conditions)}`;
  return `Approved${by}${until}${only} (${decisionName(exception.clause)}): ${sentence(clip(exception.reason, 300))}`;
}

/** `decision OSPO-88` */
export function decisionName(clause: Clause): string {
  return clause.id === undefined ? citation(clause) : `decision ${clip(clause.id, 60)}`;
}

function clarificationSentences(
  stated: Extract<Reason, { rule: 'clarification' }>['clarification'],
): string[] {
  const words = `The policy states the license: ${clip(stated.license, 200)} (${citation(stated.clause)}).`;
  return stated.seen === undefined ? [words] : [words, `Seen at ${clip(stated.seen, 200)}.`];
}

/** Why a package counts as private. */
export function privacyText(privacy: Privacy): string {
  switch (privacy.because) {
    case 'specifier':
      return privacy.kind === 'workspace' ? 'A package of this workspace.' : 'Not a package of a registry.';
    case 'registry':
      return `A package of the private registry ${clip(withoutSecrets(privacy.registry), 120)}.`;
    case 'pattern':
      return `A private package: ${privacy.from === 'policy' ? 'the policy' : 'a setting'} lists ${clip(privacy.pattern, 120)}.`;
    case 'workspace-package':
      return 'A package of this workspace.';
  }
}

function specifierText(specifier: Specifier): string {
  const why = notLookedUp(specifier);
  if (why !== undefined) return `It ${why}: its license was not checked.`;
  switch (specifier.kind) {
    case 'workspace':
      return 'A package of this workspace.';
    case 'local':
      return `A folder or file (${clip(specifier.path, 120)}), not a package of a registry.`;
    case 'invalid':
      if (specifier.text === '') return 'It has no version yet: nothing was checked.';
      return `${quote(specifier.text)} is no version, range or address: nothing was checked.`;
    default:
      return 'A package of a registry.';
  }
}

/** Why nobody looks a package up: `comes from git (https://…), not from a registry`; `undefined` for all others. */
export function notLookedUp(specifier: Specifier): string | undefined {
  switch (specifier.kind) {
    case 'git':
      return `comes from git (${clip(withoutSecrets(specifier.url), 160)}), not from a registry`;
    case 'tarball':
      return `comes from an archive (${clip(withoutSecrets(specifier.url), 160)}), not from a registry`;
    case 'other':
      return `comes by ${quote(`${specifier.protocol}:`)}, not from a registry`;
    case 'catalog':
      return `has its range in the catalog ${quote(specifier.catalog)} of the workspace, which was not read`;
    default:
      return undefined;
  }
}
