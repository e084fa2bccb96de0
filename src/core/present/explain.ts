import { practicesOf } from '../guidance/practices';
import { chooseRule } from '../licenses/rules';
import { advisoryLines } from './advisoryText';
import type { Advisory, Fact, Finding, Judgement, LicenseRule, Policy, Reason, TermDecision } from '../model';
import { matchesContext } from '../policy/context';
import type { Subject } from '../policy/context';
import { matchesPackage } from '../policy/packages';
import { findingsOn } from '../tree/brought';
import { communityLabel, communityLines, exampleLines } from './communityText';
import { factNames, gapText, originText } from './gaps';
import { giveBackOf } from './giveBack';
import { hoverOf } from './hover';
import { plural, t, translated } from './language';
import { messageOf } from './messages';
import { wayTexts } from './overrideTitles';
import { clip, distinct, quote } from './plain';
import { reasonText, termText } from './reasons';
import { provenanceWord, sharedText, totalText, weakestText } from './scorecardWords';
import { policySummary } from './summary';
import { node, printTree } from './tree';
import type { TreeNode } from './tree';
import { stepText } from './via';
import { categoryText } from './licenseWords';
import { clauseName, decisionText, inScope, subjectOf, verdictWord } from './words';

/**
 * The whole trace behind a verdict as a small tree: reasons (word for word as in the hover), every rule that was tried,
 * the branch that was chosen, all evidence with source and date, and what was not checked.
 */
export function explainText(judgement: Judgement, policy: Policy, manifestPath: string): string {
  const { dependency, evidence } = judgement;
  const subject: Subject = {
    scope: dependency.scope,
    shipping: policy.shipping,
    manifestPath,
    packageName: dependency.packageName,
    ...(evidence.version === undefined ? {} : { version: evidence.version.value }),
  };
  const title = t(
    '{0} {1}: {2}',
    subjectOf(dependency, evidence.version?.value),
    inScope[dependency.scope],
    verdictWord[judgement.verdict],
  );
  const parts = [
    node(t('Brought by'), broughtByNodes(judgement)),
    node(t('Why'), judgement.reasons.map(reasonText)),
    node(t('Licenses'), licenseNodes(judgement, policy, subject)),
    node(t('Rules on the package'), packageNodes(judgement, policy, subject)),
    node(t('Findings'), distinct(findingsOn(judgement).map(messageOf))),
    ...practiceNodes(judgement),
    node(t('Evidence'), evidenceNodes(judgement)),
    node(t('Not checked'), distinct(evidence.gaps.map((gap) => `${factNames[gap.fact]}: ${gapText(gap)}`))),
    node(t('Instead'), [
      ...hoverOf(judgement, policy).actions.map(({ text }) => text),
      ...distinct(judgement.findings.flatMap(ownWays)),
    ]),
    ...communityNodes(judgement),
    node(t('Give back'), giveBackLines(judgement)),
  ];
  const shown = parts.filter(({ children }) => children.length > 0);
  return `${printTree(node(title, [...shown, policySummary(policy)]))}\n`;
}

/** The way to a package that the manifest does not name. */
function broughtByNodes({ dependency, findings }: Judgement): string[] {
  const via = findings[0]?.via;
  if (via === undefined || via.path.at(-1)?.name !== dependency.name) return [];
  const way = via.path.slice(0, -1).map(stepText).join(' › ');
  const { otherPaths } = via;
  return otherPaths === 0 ? [way] : [way, plural(otherPaths, '{0} other path', '{0} other paths')];
}

/** `Supply-chain practice (S2C2F): SCA-2, ENF-2` */
function practiceNodes({ findings }: Judgement): TreeNode[] {
  const ids = distinct(findings.flatMap(({ code }) => practicesOf(code)));
  return ids.length === 0 ? [] : [node(t('Supply-chain practice (S2C2F)'), [ids.join(', ')])];
}

/** The suggestions of the community, apart from the policy's, with the code and the addresses. */
function communityNodes({ findings }: Judgement): TreeNode[] {
  return findings.flatMap(({ data }) => {
    if (data.code !== 'alternative.community') return [];
    const lines = communityLines(data);
    const nodes = data.suggestions.map((suggestion, index) =>
      node(lines[index] ?? '', [
        ...exampleLines(suggestion),
        ...(suggestion.kind === 'native' && suggestion.link !== undefined
          ? [clip(suggestion.link, 200)]
          : []),
      ]),
    );
    const more = data.link === undefined ? [] : [t('Read more: {0}', clip(data.link, 200))];
    return [node(communityLabel(data), [...nodes, ...more])];
  });
}

/** Of a package that is brought; of what a dependency brings, the hover tells. */
function ownWays({ via }: Finding): string[] {
  return wayTexts(via?.ways, via?.path[0]?.name ?? '');
}

function giveBackLines(judgement: Judgement): string[] {
  const { contribute, fund } = giveBackOf(judgement);
  return [
    ...(contribute === undefined ? [] : [t('Contribute: {0}', contribute.address)]),
    ...(contribute?.terms === undefined ? [] : [contribute.terms]),
    ...(fund === undefined ? [] : [t('Fund: {0}', clip(fund.address, 200))]),
  ];
}

function licenseNodes({ reasons }: Judgement, policy: Policy, subject: Subject): TreeNode[] {
  return reasons.flatMap((reason) =>
    reason.rule === 'license' ? decisionNodes(reason, policy, subject) : [],
  );
}

function decisionNodes(
  reason: Extract<Reason, { rule: 'license' }>,
  policy: Policy,
  subject: Subject,
): TreeNode[] {
  const { terms, elected, choice } = reason.decision;
  return terms.map((decided) => {
    const chosen = choice && elected.includes(decided) ? t(', chosen') : '';
    const heading = `${termText(decided)}: ${verdictWord[decided.verdict]}${chosen}`;
    return node(heading, [...categoryLines(decided), ...triedRules(decided, policy, subject)]);
  });
}

function categoryLines(decided: TermDecision): string[] {
  const text = categoryText(decided);
  return text === '' ? [] : [t('category: {0}', text)];
}

/** Every rule that speaks of the license, the one that decided first. */
function triedRules(decided: TermDecision, policy: Policy, subject: Subject): string[] {
  const speaking = policy.licenseRules.filter(
    (rule) => chooseRule([rule], decided.version ?? decided.term) !== undefined,
  );
  if (speaking.length === 0) return [t('no rule of the policy mentions it')];
  const others = speaking.filter((rule) => rule !== decided.rule).map((rule) => triedRule(rule, subject));
  return decided.rule === undefined
    ? others
    : [t('{0}: decides', decisionText(ruleName(decided.rule), decided.rule.decision)), ...others];
}

function triedRule(rule: LicenseRule, subject: Subject): string {
  const why = matchesContext(rule.context, subject, true)
    ? t('another rule is closer or stricter')
    : t('does not apply here');
  return `${decisionText(ruleName(rule), rule.decision)}: ${why}`;
}

function ruleName(rule: { readonly clause: LicenseRule['clause'] }): string {
  const name = clauseName(rule.clause);
  return name === rule.clause.path ? name : `${name} (${clip(rule.clause.path, 80)})`;
}

function packageNodes({ evidence }: Judgement, policy: Policy, subject: Subject): string[] {
  const version = evidence.version?.value;
  const rules = [...policy.packageRules, ...policy.exceptions, ...policy.clarifications];
  return rules.flatMap((rule) => {
    const match = matchesPackage(rule.pattern, subject.packageName, version);
    if (match === false) return [];
    const applies = !('context' in rule) || matchesContext(rule.context, subject, true);
    return [`${ruleName(rule)}: ${namingWords(match === true, applies)}`];
  });
}

function namingWords(surely: boolean, applies: boolean): string {
  if (applies) return surely ? t('names it') : t('perhaps names it');
  return surely ? t('does not apply here') : t('perhaps does not apply here');
}

function evidenceNodes({ evidence, scorecard, privacy }: Judgement): (TreeNode | string)[] {
  const { version, repository, deprecation, lastRelease, licenseRuns, advisories } = evidence;
  const nodes: (TreeNode | string | undefined)[] = [
    version && stated(t('version {0}', clip(version.value, 60)), version),
    ...evidence.licenses.map((fact) => stated(t('license {0}', rawText(fact.value)), fact)),
    repository &&
      stated(
        t(
          'repository {0} ({1})',
          clip(repository.value.id, 120),
          provenanceWord[repository.value.provenance],
        ),
        repository,
      ),
    scorecard &&
      node(
        stated(t('Scorecard {0}', totalText(scorecard.value)), scorecard),
        [sharedText(repository), ...weakestNodes(weakestText(scorecard.value))].filter((line) => line !== ''),
      ),
    deprecation && deprecation.value !== ''
      ? stated(t('deprecated {0}', quote(translated(deprecation.value), 160)), deprecation)
      : undefined,
    lastRelease && stated(t('last release {0}', lastRelease.value.slice(0, 10)), lastRelease),
    advisories && advisoryNode(advisories),
    licenseRuns &&
      node(
        stated(t('licenses over its versions'), licenseRuns),
        licenseRuns.value.map((run) =>
          t('{0} to {1}: {2}', clip(run.from, 60), clip(run.to, 60), rawText(run.license)),
        ),
      ),
    privacy === undefined ? undefined : t('private: its name is not sent to public services'),
  ];
  return nodes.filter((item) => item !== undefined);
}

function advisoryNode(advisories: Fact<readonly Advisory[]>): TreeNode | string {
  const { length } = advisories.value;
  const title = plural(length, '{0} known vulnerability', '{0} known vulnerabilities');
  return node(stated(title, advisories), advisoryLines(advisories.value));
}

function weakestNodes(weakest: string): string[] {
  return weakest === '' ? [] : [t('weakest: {0}', weakest)];
}

function stated(what: string, fact: Fact<unknown>): string {
  return `${what} (${originText(fact.origin)})`;
}

function rawText(raw: unknown): string {
  if (raw === null || raw === undefined || raw === '') return t('not stated');
  return quote(typeof raw === 'string' ? raw : JSON.stringify(raw), 100);
}
