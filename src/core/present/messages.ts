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
import { missingLicense } from './gaps';
import { clip, count, day, quote, sentence } from './plain';
import {
  conditionList,
  notLookedUp,
  decisionName,
  insteadText,
  notSpdxWords,
  namesSomeVersions,
  termText,
} from './reasons';
import { blockOfScope, categoryWord, decisionWord, inScope, subjectOf, verdictWord } from './words';

/** The message of a finding: package and version, the fact, the consequence, the next step. Plain text, one line. */
export function messageOf(finding: Finding): string {
  return wordsOf(finding.data, finding.dependency, subjectOf(finding.dependency, finding.version));
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
      return `${clip(dependency.packageName, 214)}: no release for ${count(data.months, 'month')}, the last one is of ${day(data.lastRelease)}.`;
    case 'package.advisory':
      return advisoryWords(data, subject);
    case 'scorecard.below-floor':
      return floorWords(data, dependency);
    case 'alternative.approved':
      return alternativeWords(data.alternative, dependency);
    case 'registry.scope-unmapped':
      return `${clip(dependency.packageName, 214)}: ${clip(data.packageScope, 214)} is a private scope, but no registry is mapped to it: dependency confusion.`;
    case 'manifest.duplicate-entry':
      return duplicateWords(dependency, data.other);
  }
}

function licenseMessage(reason: Reason, dependency: Dependency, subject: string): string {
  const consequence = consequenceOf(reason.verdict, dependency);
  if (reason.rule === 'license') {
    const { reading, decision } = reason;
    const text = reading.kind === 'expression' ? reading.text : decision.electedText;
    return `${subject} is ${clip(text, 120)}: ${consequence}${detailOf(reason.verdict, decision.elected)}.`;
  }
  if (reason.rule === 'license.not-spdx' && reason.reading.kind === 'not-spdx')
    return `${subject} ${notSpdxWords(reason.reading.state, reason.reading.raw)}: ${consequence}.`;
  return `${subject}: ${consequence}.`;
}

function consequenceOf(verdict: Verdict, dependency: Dependency): string {
  return verdict === 'denied' ? `denied ${inScope[dependency.scope]}` : verdictWord[verdict];
}

/** The one thing to know beside the verdict: the conditions, or the kind of license that caused it. */
function detailOf(verdict: Verdict, elected: readonly TermDecision[]): string {
  const decisive = elected.filter((decided) => compareVerdicts(decided.verdict, verdict) === 0);
  const conditions = decisive.flatMap((decided) => decided.rule?.conditions ?? []);
  if (verdict === 'conditions' && conditions.length > 0) return `: ${conditionList(conditions)}`;
  const kinds = decisive.map((decided) => kindOf(decided, elected.length > 1)).filter((kind) => kind !== '');
  return kinds.length === 0 ? '' : ` (${[...new Set(kinds)].join(', ')})`;
}

function kindOf(decided: TermDecision, named: boolean): string {
  const category = decided.category === undefined ? '' : categoryWord[decided.category];
  const kind =
    decided.rule === undefined
      ? [category, 'not mentioned by the policy'].filter(Boolean).join(', ')
      : category;
  if (!named) return kind;
  return kind === '' ? termText(decided) : `${termText(decided)}: ${kind}`;
}

function unknownWords(reason: Reason, { specifier }: Dependency, subject: string): string {
  const why = notLookedUp(specifier);
  if (why !== undefined) return `${subject} ${why}: its license was not checked.`;
  const phrases =
    reason.rule === 'license.unknown' ? missingLicense(reason.gaps, reason.asked) : ['no license is known'];
  return `${subject}: ${phrases.join('; ')}.`;
}

function changeWords(
  data: Extract<FindingData, { code: 'license.changes-in-range' }>,
  dependency: Dependency,
): string {
  const name = clip(dependency.packageName, 214);
  return `${name}: ${quote(dependency.range, 80)} admits ${clip(data.version, 60)}, where ${statedLicense(data.from)} became ${statedLicense(data.to)} (${verdictWord[data.verdict]}).`;
}

function statedLicense(raw: string): string {
  const reading = readLicense(raw);
  return reading.kind === 'expression' ? clip(reading.text, 80) : quote(raw);
}

function packageWords(rule: PackageRule, verdict: Verdict, subject: string): string {
  const why = rule.reason === undefined ? '' : `: ${clip(rule.reason, 200).replace(/\.$/, '')}`;
  const cited = rule.clause.id === undefined ? '' : ` (${clip(rule.clause.id, 60)})`;
  const next = rule.instead.length === 0 ? '' : ` Use ${insteadText(rule.instead)}.`;
  if (namesSomeVersions(rule, verdict))
    return `${subject}: some versions are denied, and the version in use is not known${why}${cited}.${next}`;
  return `${subject} ${decisionWord[rule.decision]}${why}${cited}.${next}`;
}

function deprecationWords(message: string, subject: string): string {
  const words = `${subject} is deprecated by its authors`;
  const said = clip(message, 160);
  return said === '' ? `${words}.` : `${words}: ${sentence(said)}`;
}

function exceptionWords(code: string, exception: PolicyException, packageName: string): string {
  const name = clip(packageName, 214);
  const decision = decisionName(exception.clause);
  const until = exception.expires === undefined ? '' : day(exception.expires);
  if (code === 'package.exception-expired')
    return `${name}: the approval ended on ${until} (${decision}). Ask for a new one, or replace the package.`;
  const conditions = exception.conditions.length === 0 ? '' : `, ${conditionList(exception.conditions)}`;
  return `${name} is approved until ${until}${conditions} (${decision}).`;
}

function advisoryWords(data: Extract<FindingData, { code: 'package.advisory' }>, subject: string): string {
  const [first] = data.advisories;
  const amount = count(data.advisories.length, 'known vulnerability', 'known vulnerabilities');
  return first === undefined
    ? `${subject} has ${amount}.`
    : `${subject} has ${amount}: ${clip(first.id, 60)} ${sentence(clip(first.summary, 120))}`;
}

function floorWords(
  data: Extract<FindingData, { code: 'scorecard.below-floor' }>,
  dependency: Dependency,
): string {
  const { floor, score, scorecard } = data;
  const what = floor.check === 'total' ? 'the Scorecard total' : clip(floor.check, 60);
  const is = score < 0 ? 'is inconclusive' : `is ${score}/10`;
  return `${clip(dependency.packageName, 214)}: ${what} ${is} (${day(scorecard.date)}), the floor is ${floor.minimum}.`;
}

function alternativeWords(alternative: Alternative, dependency: Dependency): string {
  const names = alternative.use.map((choice) => clip(choice.name, 100)).join(', ');
  const has = alternative.use.length === 1 ? 'has an approved alternative' : 'has approved alternatives';
  return `${clip(dependency.packageName, 214)} ${has}: ${names}.`;
}

function duplicateWords(dependency: Dependency, other: Dependency['scope']): string {
  const name = clip(dependency.name, 214);
  return other === dependency.scope
    ? `${name} is listed twice in ${blockOfScope[other]}: the last entry counts.`
    : `${name} is also listed in ${blockOfScope[other]}.`;
}
