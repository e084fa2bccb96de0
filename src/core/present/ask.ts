import type { Judgement, Policy } from '../model';
import { choicesFor } from '../fixes/choices';
import { matchesPackage, printPackagePattern } from '../policy/packages';
import { uriPart } from '../text';
import { gapPhrases } from './gaps';
import { plural, t } from './language';
import { messageOf } from './messages';
import { clip, distinct } from './plain';
import { decisionName, reasonText } from './reasons';
import { approvalText } from './requestText';
import { totalText } from './scorecardWords';
import { stepText } from './via';
import { clauseName, inScope, subjectOf, verdictWord } from './words';

/** A link to the OSPO, filled with the case. */
export interface AskCase {
  /** The organization's own words for it: `Ask the OSPO`. */
  readonly label: string;
  /** An https: or mailto: address. */
  readonly url: string;
  readonly case: { readonly title: string; readonly body: string };
  /** Whether the address carries the whole text; where it does not, the host hands it over in another way. */
  readonly whole: boolean;
  /** What was decided or asked about the package before, one line each. */
  readonly earlier: readonly string[];
}

/** What every browser and mail program still opens. */
const MAX_URL = 2000;
const shortened = (): string => `\n${t('… (shortened)')}`;

/**
 * The organization's link to its OSPO, its placeholders filled with the case: {package} {version} {range} {license}
 * {verdict} {manifest} {scope} {rule} {evidence} {path} {policy} {title} {body}.
 *
 * @param asked what was asked about the package before, in words
 * @returns `undefined` where the policy has no such link, or one that is neither https: nor mailto:.
 */
export function askLink(
  judgement: Judgement,
  policy: Policy,
  manifestPath: string,
  asked: readonly string[] = [],
): AskCase | undefined {
  const title = titleFor(judgement);
  const earlier = [...earlierDecisions(judgement, policy), ...asked];
  const body = withoutPeople(bodyFor(judgement, policy, manifestPath, earlier));
  return filledAsk(policy, { ...valuesFor(judgement, policy, manifestPath), title, body }, earlier);
}

/** The organization's link filled with these values, of which `title` and `body` are the case. */
export function filledAsk(
  { ask }: Policy,
  values: Values & { readonly title: string; readonly body: string },
  earlier: readonly string[] = [],
): AskCase | undefined {
  if (ask === undefined || !isSafeTemplate(ask.template)) return undefined;
  const { title, body } = values;
  const url = fitting(ask.template, values);
  if (url === undefined) return undefined;
  const whole = ask.template.includes('{body}') && url === fill(ask.template, values);
  return { label: clip(ask.label, 60), url, case: { title, body }, whole, earlier };
}

/** https: with a fixed host, or mailto: (the user fills in an empty recipient); a placeholder never decides where the case is sent. */
function isSafeTemplate(template: string): boolean {
  return /^https:\/\/[^/{}@\\\s?#]+([/?#]|$)/i.test(template) || /^mailto:[^{}?\s]*(\?|$)/i.test(template);
}

type Values = Readonly<Record<string, string>>;

/** Fills the template; the body gives way where the address would be too long. */
function fitting(template: string, values: Values): string | undefined {
  const whole = fill(template, values);
  if (whole.length <= MAX_URL) return whole;
  const characters = Array.from(values.body ?? '');
  let low = 0;
  let high = characters.length;
  const ending = shortened();
  const cut = (length: number) =>
    fill(template, { ...values, body: `${characters.slice(0, length).join('')}${ending}` });
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (cut(middle).length <= MAX_URL) low = middle;
    else high = middle - 1;
  }
  const fitted = cut(low);
  return fitted.length <= MAX_URL ? fitted : undefined;
}

function fill(template: string, values: Values): string {
  const newline = /^mailto:/i.test(template) ? '\r\n' : '\n';
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? placeholder : uriPart(value.replace(/\n/g, newline));
  });
}

function valuesFor(judgement: Judgement, policy: Policy, manifestPath: string): Values {
  const { dependency, evidence } = judgement;
  const clause = judgement.reasons.find((reason) => reason.clause !== undefined)?.clause;
  return {
    package: clip(dependency.packageName, 214),
    version: clip(evidence.version?.value ?? '', 60),
    range:
      dependency.specifier.kind === 'registry'
        ? clip(dependency.specifier.range, 80)
        : dependency.specifier.kind,
    license: licenseOf(judgement),
    verdict: verdictWord[judgement.verdict],
    manifest: clip(manifestPath, 200),
    scope: dependency.scope,
    rule: clause === undefined ? '' : clauseName(clause),
    evidence: clip(judgement.reasons.map(reasonText).join(' '), 300),
    path: pathOf(judgement),
    policy: policyName(policy),
    alternatives: alternativesFor(judgement, policy).join(', '),
  };
}

function licenseOf({ license }: Judgement): string {
  if (license === undefined) return verdictWord.unknown;
  return clip(license.kind === 'expression' ? license.text : license.raw, 120);
}

export function policyName(policy: Policy): string {
  return clip(policy.revision === undefined ? policy.name : `${policy.name} ${policy.revision}`, 100);
}

function titleFor(judgement: Judgement): string {
  const subject = subjectOf(judgement.dependency, judgement.evidence.version?.value);
  return clip(`${subject}: ${licenseOf(judgement)}, ${verdictWord[judgement.verdict]}`, 150);
}

function bodyFor(
  judgement: Judgement,
  policy: Policy,
  manifestPath: string,
  earlier: readonly string[],
): string {
  const { dependency, evidence, scorecard } = judgement;
  const lines = [
    t('Package: {0}', subjectOf(dependency, evidence.version?.value)),
    t('Used: {0}, {1}', inScope[dependency.scope], clip(manifestPath, 200)),
    ...pathLines(judgement),
    t('License: {0}', licenseOf(judgement)),
    t('Verdict: {0} ({1})', verdictWord[judgement.verdict], policyName(policy)),
  ];
  if (scorecard !== undefined) lines.push(t('Scorecard: {0}', totalText(scorecard.value)));
  const messages = distinct(judgement.findings.map(messageOf));
  const gaps = gapPhrases(evidence.gaps);
  return [
    lines,
    listed(t('Why:'), judgement.reasons.map(reasonText)),
    listed(t('Findings:'), messages),
    listed(t('Not checked:'), gaps),
    listed(t('Alternatives that the policy names:'), alternativesFor(judgement, policy)),
    listed(t('Decided or asked before:'), earlier),
    ['', t('What we need it for: ')],
  ]
    .flat()
    .join('\n');
}

/** Who brings the package, in whole; empty for one that the manifest names. */
function pathOf({ findings }: Judgement): string {
  return clip((findings[0]?.via?.path ?? []).map(stepText).join(' › '), 500);
}

function pathLines(judgement: Judgement): string[] {
  const path = pathOf(judgement);
  const others = judgement.findings[0]?.via?.otherPaths ?? 0;
  if (path === '') return [];
  return others === 0
    ? [t('Path: {0}', path)]
    : [plural(others, 'Path: {1}, and {0} other path', 'Path: {1}, and {0} other paths', path)];
}

/** `date-fns ^4.1.0 (Maintained and small)` */
function alternativesFor(judgement: Judgement, policy: Policy): string[] {
  const choices = judgement.findings.flatMap((finding) => choicesFor(finding, judgement, policy));
  return distinct(
    choices.map(({ name, range, reason }) => {
      const why = reason === undefined ? '' : ` (${clip(reason, 120).replace(/\.$/, '')})`;
      return `${clip(name, 214)} ${clip(range, 60)}${why}`;
    }),
  );
}

/** What the policy says by name about the package in any version, ended approvals too: whoever asks sees it first. */
function earlierDecisions({ dependency: { packageName } }: Judgement, policy: Policy): string[] {
  const decided = [...policy.exceptions, ...policy.packageRules].filter(
    ({ pattern }) => matchesPackage(pattern, packageName, undefined) !== false,
  );
  return distinct(
    decided.map((each) => {
      const isDenial = 'decision' in each && each.decision === 'denied';
      const isReview = 'decision' in each && each.decision === 'review';
      const what = isDenial
        ? t('denied ({0})', decisionName(each.clause))
        : isReview
          ? t('review ({0})', decisionName(each.clause))
          : approvalText(each);
      return `${clip(printPackagePattern(each.pattern), 214)}: ${what}`;
    }),
  );
}

/** Texts from outside may hold what is nobody's business: who is logged in to an address, and the folders of a person. */
function withoutPeople(text: string): string {
  return text
    .replace(/:\/\/[^/\s@]*@/g, '://')
    .replace(/(?:\/(?:home|Users)\/|\b[A-Za-z]:\\Users\\)[^/\\\s]+/g, '~');
}

function listed(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', heading, ...items.map((item) => `- ${item}`)];
}
