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
import { EVERY_NAME } from '../policy/privateSection';
import { missingLicense, originText } from './gaps';
import { licenseNoteWord } from './licenseWords';
import { listing, t } from './language';
import { capitalize, clip, day, distinct, quote, sentence, withoutSecrets } from './plain';
import { categoryWord, citation, verdictWord } from './words';

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
      return [`${privacyText(reason.privacy)} ${t('Your own packages are not judged.')}`];
  }
}

function originSentence(reason: Reason): string[] {
  return reason.origin === undefined || reason.rule === 'license.sources-disagree'
    ? []
    : [t('Source: {0}.', originText(reason.origin))];
}

function licenseSentences(reading: LicenseReading, decision: ExpressionDecision): string[] {
  const whole = reading.kind === 'expression' ? reading.text : decision.electedText;
  const choice = decision.choice ? [choiceText(clip(decision.electedText, 120), whole)] : [];
  return [...choice, ...distinct(decision.elected.map(termSentence)), ...noteSentences(reading)];
}

function choiceText(elected: string, whole: string): string {
  return whole.includes(' OR ')
    ? t('Dual license: {0} was chosen from {1}.', elected, clip(whole, 200))
    : t('Choice of versions: {0} was chosen from {1}.', elected, clip(whole, 200));
}

function termSentence(decided: TermDecision): string {
  const license = termText(decided);
  const { rule, category } = decided;
  if (rule === undefined) {
    const named = category === undefined ? license : `${license} (${categoryWord[category]})`;
    return t('{0} is not mentioned by the policy: {1}.', named, verdictWord[decided.verdict]);
  }
  const words = decidedBy(license, rule, selectorText(rule));
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
      return t('as {0}', categoryWord[selector.category]);
    case 'blue-oak':
      return t('as Blue Oak {0} or better', selector.tier);
    case 'osi-approved':
      return t('as OSI-approved');
    case 'fsf-libre':
      return t('as free by the FSF');
  }
}

function conditionsText(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : t('Conditions: {0}', conditionList(conditions));
}

/** Conditions as one list: `link dynamically; offer the source`. */
export function conditionList(conditions: readonly string[]): string {
  return conditions.map((text) => clip(text, 200).replace(/\.$/, '')).join('; ');
}

function noteSentences(reading: LicenseReading): string[] {
  if (reading.kind !== 'expression' || reading.notes.length === 0) return [];
  return [t('Written as {0}: {1}.', quote(reading.raw, 80), reading.notes.map(licenseNoteWord).join('; '))];
}

const stateWords: Readonly<Record<NotSpdxState, (subject: string, raw: string) => string>> = {
  missing: (subject) => t('{0} states no license', subject),
  empty: (subject) => t('{0} states an empty license', subject),
  'not-a-string': (subject, raw) => t('{0} states {1} as license, which is not SPDX', subject, raw),
  unlicensed: (subject, raw) => t('{0} grants no license ({1})', subject, raw),
  'see-file': (subject, raw) =>
    t('{0} refers to a license text of its own ({1}), which is not SPDX', subject, raw),
  url: (subject, raw) => t('{0} states only an address as license ({1})', subject, raw),
  noassertion: (subject, raw) => t('{0} has a license that its source did not establish ({1})', subject, raw),
  none: (subject, raw) => t('{0} declares that it has no license ({1})', subject, raw),
  'non-standard': (subject, raw) => t('{0} has a license that is not SPDX ({1})', subject, raw),
  'free-text': (subject, raw) => t('{0} states {1}, which is not SPDX', subject, raw),
};

/** What a package does that states something else than an SPDX expression: `x 1.0.0 states "…", which is not SPDX`. */
export function notSpdxWords(subject: string, state: NotSpdxState, raw: string): string {
  return stateWords[state](subject, quote(raw));
}

function notSpdxSentences(reading: LicenseReading, reason: Reason): string[] {
  if (reading.kind === 'expression') return [t('The license is {0}.', clip(reading.text, 200))];
  const fact = notSpdxWords(t('The package'), reading.state, reading.raw);
  const verdict = verdictWord[reason.verdict];
  const decided =
    reason.clause === undefined
      ? t('{0}: {1}.', fact, verdict)
      : t('{0}: {1} by {2}.', fact, verdict, citation(reason.clause));
  if (reading.suggestion === undefined) return [decided];
  return [decided, t('Perhaps {0} is meant; that is not assumed.', clip(reading.suggestion, 80))];
}

function disagreement(
  readings: readonly { readonly text: string; readonly origin: Reason['origin'] }[],
): string {
  const stated = readings.map(({ text, origin }) =>
    origin === undefined ? quote(text, 80) : `${clip(text, 80)} (${originText(origin)})`,
  );
  return t('The sources disagree: {0}.', listing(stated, 'and'));
}

function packageSentences(rule: PackageRule, verdict: Verdict): string[] {
  const words = namesSomeVersions(rule, verdict)
    ? t(
        'Some versions of the package are denied by {0}, and the version in use is not known',
        citation(rule.clause),
      )
    : decidedBy(t('The package'), rule);
  const why = rule.reason === undefined ? `${words}.` : `${words}: ${sentence(clip(rule.reason, 300))}`;
  return rule.instead.length === 0 ? [why] : [why, t('Use {0}.', insteadText(rule.instead))];
}

/** A policy allows and denies by itself; a review is for people to make. */
function decidedBy(
  subject: string,
  { decision, clause }: { readonly decision: Decision; readonly clause: Clause },
  as = '',
): string {
  const by = citation(clause);
  switch (decision) {
    case 'allowed':
      return as === ''
        ? t('{0} is allowed by {1}', subject, by)
        : t('{0} is allowed by {1} {2}', subject, by, as);
    case 'conditions':
      return as === ''
        ? t('{0} is allowed under conditions by {1}', subject, by)
        : t('{0} is allowed under conditions by {1} {2}', subject, by, as);
    case 'review':
      return as === ''
        ? t('{0} needs review under {1}', subject, by)
        : t('{0} needs review under {1} {2}', subject, by, as);
    case 'denied':
      return as === ''
        ? t('{0} is denied by {1}', subject, by)
        : t('{0} is denied by {1} {2}', subject, by, as);
  }
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

function exceptionText({ expires, approver, conditions, clause, reason }: PolicyException): string {
  const approved = approvalText(approver === undefined ? '' : clip(approver, 80), expires);
  const only = conditions.length === 0 ? '' : `, ${conditionList(conditions)}`;
  return `${approved}${only} (${decisionName(clause)}): ${sentence(clip(reason, 300))}`;
}

function approvalText(approver: string, expires: string | undefined): string {
  if (expires === undefined) return approver === '' ? t('Approved') : t('Approved by {0}', approver);
  return approver === ''
    ? t('Approved until {0}', day(expires))
    : t('Approved by {0} until {1}', approver, day(expires));
}

/** `decision OSPO-88` */
export function decisionName(clause: Clause): string {
  return clause.id === undefined ? citation(clause) : t('decision {0}', clip(clause.id, 60));
}

function clarificationSentences(
  stated: Extract<Reason, { rule: 'clarification' }>['clarification'],
): string[] {
  const words = t(
    'The policy states the license: {0} ({1}).',
    clip(stated.license, 200),
    citation(stated.clause),
  );
  return stated.seen === undefined ? [words] : [words, t('Seen at {0}.', clip(stated.seen, 200))];
}

/** Why a package counts as private. */
export function privacyText(privacy: Privacy): string {
  switch (privacy.because) {
    case 'specifier':
      return privacy.kind === 'workspace'
        ? t('A package of this workspace.')
        : t('Not a package of a registry.');
    case 'registry':
      return t('A package of the private registry {0}.', clip(withoutSecrets(privacy.registry), 120));
    case 'lockfile':
      return t(
        'The lockfile takes it from {0}, not from the public registry.',
        clip(withoutSecrets(privacy.from), 120),
      );
    case 'pattern':
      if (EVERY_NAME.includes(privacy.pattern))
        return t('The policy cannot be read in full: until it can be, no name is sent out.');
      return privacy.from === 'policy'
        ? t('A private package: the policy lists {0}.', clip(privacy.pattern, 120))
        : t('A private package: a setting lists {0}.', clip(privacy.pattern, 120));
    case 'workspace-package':
      return t('A package of this workspace.');
  }
}

function specifierText(specifier: Specifier): string {
  const why = notLookedUp(t('It'), specifier);
  if (why !== undefined) return why;
  switch (specifier.kind) {
    case 'workspace':
      return t('A package of this workspace.');
    case 'local':
      return t('A folder or file ({0}), not a package of a registry.', clip(specifier.path, 120));
    case 'invalid':
      if (specifier.text === '') return t('It has no version yet: nothing was checked.');
      return t('{0} is no version, range or address: nothing was checked.', quote(specifier.text));
    default:
      return t('A package of a registry.');
  }
}

/** Why nobody looks a package up: `x comes from git (https://…), not from a registry: …`; `undefined` for all others. */
export function notLookedUp(subject: string, specifier: Specifier): string | undefined {
  switch (specifier.kind) {
    case 'git':
      return t(
        '{0} comes from git ({1}), not from a registry: its license was not checked.',
        subject,
        clip(withoutSecrets(specifier.url), 160),
      );
    case 'tarball':
      return t(
        '{0} comes from an archive ({1}), not from a registry: its license was not checked.',
        subject,
        clip(withoutSecrets(specifier.url), 160),
      );
    case 'other':
      return t(
        '{0} comes by {1}, not from a registry: its license was not checked.',
        subject,
        quote(`${specifier.protocol}:`),
      );
    case 'catalog':
      return t(
        '{0} has its range in the catalog {1} of the workspace, which does not list it: its license was not checked.',
        subject,
        quote(specifier.catalog),
      );
    default:
      return undefined;
  }
}
