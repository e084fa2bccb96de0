import type {
  Alternative,
  Dependency,
  Finding,
  FindingData,
  PackageRule,
  PolicyException,
  Reason,
  TermDecision,
  Verdict,
} from '../model';
import { compareVerdicts } from '../licenses/verdicts';
import { readLicense } from '../licenses/read';
import { statedRange } from '../manifests/statedRange';
import { communityMessage } from './communityText';
import { missingLicense } from './gaps';
import { plural, t, translated } from './language';
import { clip, day, distinct, quote, sentence } from './plain';
import {
  conditionList,
  notLookedUp,
  decisionName,
  insteadText,
  notSpdxWords,
  namesSomeVersions,
  termText,
} from './reasons';
import { broughtSubject } from './via';
import { blockOfScope, categoryWord, decisionText, deniedInScope, subjectOf, verdictWord } from './words';

/** The message of a finding: package and version, the fact, the consequence, the next step. Plain text, one line. */
export function messageOf(finding: Finding): string {
  const { data, dependency, version, via } = finding;
  if (via === undefined) return wordsOf(data, dependency, subjectOf(dependency, version));
  const name = via.path.at(-1)?.name ?? dependency.packageName;
  return wordsOf(data, { ...dependency, name, packageName: name }, broughtSubject(via));
}

function wordsOf(data: FindingData, dependency: Dependency, subject: string): string {
  switch (data.code) {
    case 'license.denied':
    case 'license.review':
    case 'license.conditions':
      return licenseMessage(data.reason, dependency, subject);
    case 'license.unknown':
      return unknownWords(data.reason, dependency, subject);
    case 'license.changes-in-range':
      return changeWords(data, dependency);
    case 'package.denied':
    case 'package.review':
      return packageWords(data.packageRule, data.code === 'package.denied' ? 'denied' : 'review', subject);
    case 'package.deprecated':
      return deprecationWords(data.message, subject);
    case 'package.exception-expires':
    case 'package.exception-expired':
      return exceptionWords(data.code, data.exception, dependency.packageName);
    case 'package.no-release':
      return noReleaseWords(data, clip(dependency.packageName, 214));
    case 'package.unattested':
      return unattestedWords(data.repository, subject);
    case 'package.advisory':
      return advisoryWords(data, subject);
    case 'scorecard.below-floor':
      return floorWords(data, dependency);
    case 'alternative.approved':
      return alternativeWords(data.alternative, dependency);
    case 'alternative.community':
      return communityMessage(data, dependency.packageName);
    case 'registry.scope-unmapped':
      return t(
        '{0}: {1} is a private scope, but no registry is mapped to it: dependency confusion.',
        clip(dependency.packageName, 214),
        clip(data.packageScope, 214),
      );
    case 'manifest.duplicate-entry':
      return duplicateWords(dependency, data.other);
  }
}

function licenseMessage(reason: Reason, dependency: Dependency, subject: string): string {
  const consequence = consequenceOf(reason.verdict, dependency);
  if (reason.rule === 'license') {
    const { reading, decision } = reason;
    const text = clip(reading.kind === 'expression' ? reading.text : decision.electedText, 120);
    const conditions = conditionsOf(reason.verdict, decision.elected);
    if (conditions !== '') return t('{0} is {1}: {2}: {3}.', subject, text, consequence, conditions);
    const kinds = kindsOf(reason.verdict, decision.elected);
    return kinds === ''
      ? t('{0} is {1}: {2}.', subject, text, consequence)
      : t('{0} is {1}: {2} ({3}).', subject, text, consequence, kinds);
  }
  if (reason.rule === 'license.not-spdx' && reason.reading.kind === 'not-spdx')
    return `${notSpdxWords(subject, reason.reading.state, reason.reading.raw)}: ${consequence}.`;
  return `${subject}: ${consequence}.`;
}

function consequenceOf(verdict: Verdict, dependency: Dependency): string {
  return verdict === 'denied' ? deniedInScope[dependency.scope] : verdictWord[verdict];
}

function decisiveOf(verdict: Verdict, elected: readonly TermDecision[]): TermDecision[] {
  return elected.filter((decided) => compareVerdicts(decided.verdict, verdict) === 0);
}

function conditionsOf(verdict: Verdict, elected: readonly TermDecision[]): string {
  if (verdict !== 'conditions') return '';
  return conditionList(decisiveOf(verdict, elected).flatMap((decided) => decided.rule?.conditions ?? []));
}

/** The one thing to know beside the verdict: the kind of license that caused it. */
function kindsOf(verdict: Verdict, elected: readonly TermDecision[]): string {
  const kinds = decisiveOf(verdict, elected).map((decided) => kindOf(decided, elected.length > 1));
  return distinct(kinds.filter((kind) => kind !== '')).join(', ');
}

function kindOf(decided: TermDecision, named: boolean): string {
  const category = decided.category === undefined ? '' : categoryWord[decided.category];
  const kind =
    decided.rule === undefined
      ? [category, t('not mentioned by the policy')].filter(Boolean).join(', ')
      : category;
  if (!named) return kind;
  return kind === '' ? termText(decided) : `${termText(decided)}: ${kind}`;
}

function unknownWords(reason: Reason, { specifier }: Dependency, subject: string): string {
  const why = notLookedUp(subject, specifier);
  if (why !== undefined) return why;
  const phrases =
    reason.rule === 'license.unknown'
      ? missingLicense(reason.gaps, reason.asked)
      : [t('no license is known')];
  return `${subject}: ${phrases.join('; ')}.`;
}

function changeWords(
  data: Extract<FindingData, { code: 'license.changes-in-range' }>,
  dependency: Dependency,
): string {
  const name = clip(dependency.packageName, 214);
  return t(
    '{0}: {1} admits {2}, where {3} became {4} ({5}).',
    name,
    quote(statedRange(dependency), 80),
    clip(data.version, 60),
    statedLicense(data.from),
    statedLicense(data.to),
    verdictWord[data.verdict],
  );
}

function statedLicense(raw: string): string {
  const reading = readLicense(raw);
  return reading.kind === 'expression' ? clip(reading.text, 80) : quote(raw);
}

function packageWords(rule: PackageRule, verdict: Verdict, subject: string): string {
  const why = rule.reason === undefined ? '' : `: ${clip(rule.reason, 200).replace(/\.$/, '')}`;
  const cited = rule.clause.id === undefined ? '' : ` (${clip(rule.clause.id, 60)})`;
  const next = rule.instead.length === 0 ? '' : ` ${t('Use {0}.', insteadText(rule.instead))}`;
  if (namesSomeVersions(rule, verdict))
    return `${t('{0}: some versions are denied, and the version in use is not known', subject)}${why}${cited}.${next}`;
  return `${decisionText(subject, rule.decision)}${why}${cited}.${next}`;
}

function deprecationWords(message: string, subject: string): string {
  const words = t('{0} is deprecated by its authors', subject);
  const said = clip(translated(message), 160);
  return said === '' ? `${words}.` : `${words}: ${sentence(said)}`;
}

function exceptionWords(code: string, exception: PolicyException, packageName: string): string {
  const name = clip(packageName, 214);
  const decision = decisionName(exception.clause);
  const until = exception.expires === undefined ? '' : day(exception.expires);
  if (code === 'package.exception-expired')
    return t(
      '{0}: the approval ended on {1} ({2}). Ask for a new one, or replace the package.',
      name,
      until,
      decision,
    );
  const conditions = conditionList(exception.conditions);
  if (exception.approver === undefined)
    return conditions === ''
      ? t('{0} is approved until {1} ({2}).', name, until, decision)
      : t('{0} is approved until {1}, {3} ({2}).', name, until, decision, conditions);
  const by = clip(exception.approver, 80);
  return conditions === ''
    ? t('{0} is approved until {1} by {3} ({2}).', name, until, decision, by)
    : t('{0} is approved until {1}, {3}, by {4} ({2}).', name, until, decision, conditions, by);
}

function noReleaseWords(
  { months, lastRelease }: Extract<FindingData, { code: 'package.no-release' }>,
  name: string,
): string {
  return plural(
    months,
    '{1}: no release for {0} month, the last one is of {2}.',
    '{1}: no release for {0} months, the last one is of {2}.',
    name,
    day(lastRelease),
  );
}

function unattestedWords(repository: string, subject: string): string {
  const from = clip(repository, 120);
  return t('{0}: only its author says that it was built from {1}; no attestation is known.', subject, from);
}

function advisoryWords(data: Extract<FindingData, { code: 'package.advisory' }>, subject: string): string {
  const [first] = data.advisories;
  const words = plural(
    data.advisories.length,
    '{1} has {0} known vulnerability',
    '{1} has {0} known vulnerabilities',
    subject,
  );
  return first === undefined
    ? `${words}.`
    : `${words}: ${clip(first.id, 60)} ${sentence(clip(first.summary, 120))}`;
}

function floorWords(
  data: Extract<FindingData, { code: 'scorecard.below-floor' }>,
  dependency: Dependency,
): string {
  const { floor, score, scorecard } = data;
  const what = floor.check === 'total' ? t('the Scorecard total') : clip(floor.check, 60);
  const facts = [clip(dependency.packageName, 214), what, day(scorecard.date), floor.minimum];
  return score < 0
    ? t('{0}: {1} is inconclusive ({2}), the floor is {3}.', ...facts)
    : t('{0}: {1} is {4}/10 ({2}), the floor is {3}.', ...facts, score);
}

function alternativeWords(alternative: Alternative, dependency: Dependency): string {
  const names = alternative.use.map((choice) => clip(choice.name, 100)).join(', ');
  const name = clip(dependency.packageName, 214);
  return alternative.use.length === 1
    ? t('{0} has an approved alternative: {1}.', name, names)
    : t('{0} has approved alternatives: {1}.', name, names);
}

function duplicateWords(dependency: Dependency, other: Dependency['scope']): string {
  const name = clip(dependency.name, 214);
  return other === dependency.scope
    ? t('{0} is listed twice in {1}: the last entry counts.', name, blockOfScope[other])
    : t('{0} is also listed in {1}.', name, blockOfScope[other]);
}
