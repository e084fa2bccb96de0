import { approvedPackages } from '../completion/approved';
import { matchesPackage } from '../policy/packages';
import { advisoryLines } from './advisoryText';
import type {
  AlternativeChoice,
  Clause,
  Finding,
  FindingCode,
  Judgement,
  PathStep,
  Policy,
  Verdict,
} from '../model';
import { licenseUrl } from '../licenses/catalog';
import { scorecardViewerUrl, trend } from '../scorecard/trend';
import { findingsOn } from '../tree/brought';
import { purposeText } from './approvedText';
import { broughtFindings, broughtLines } from './broughtText';
import { communityLabel, communityLines } from './communityText';
import { gapPhrases } from './gaps';
import { giveBackOf } from './giveBack';
import type { GiveBack } from './giveBack';
import { asksOfAll } from './licenseWords';
import { t, worded } from './language';
import { messageOf } from './messages';
import { isPending } from './pending';
import { wayTexts } from './overrideTitles';
import { capitalize, clip } from './plain';
import { reasonText } from './reasons';
import { repositoryText, sharedText, totalText, weakestText } from './scorecardWords';
import { clauseName, scopeWord, verdictTitle } from './words';

/** One labelled part beneath the verdict and the way out. All texts are plain. */
export interface HoverSection {
  readonly label: string;
  readonly lines: readonly string[];
  /** Where all of it is explained. */
  readonly link?: string;
  /** Where a line is explained, by its index. */
  readonly lineLinks?: readonly (string | undefined)[];
}

/** A way out that the host may link to an edit. */
export type HoverAction =
  | { readonly kind: 'use-range'; readonly text: string; readonly range: string }
  | { readonly kind: 'replace'; readonly text: string; readonly name: string }
  /** For a package that the dependency brings. */
  | { readonly kind: 'way'; readonly text: string; readonly about: PathStep };

/** What a hover says: subject, verdict and reasons, ways out, sections. All texts are plain. */
export interface HoverModel {
  readonly name: string;
  /** Version, alias and use: `2.0.10`, `in production`. */
  readonly facts: readonly string[];
  readonly verdict: Verdict;
  readonly headline: string;
  readonly clause: Clause | undefined;
  readonly clauseText: string | undefined;
  /** As `reasonText` words them. */
  readonly reasons: readonly string[];
  readonly sections: readonly HoverSection[];
  readonly actions: readonly HoverAction[];
  /** Good news: nothing to do and nothing to say beside the reasons. */
  readonly brief: boolean;
  /** The policy decided on the package by name: the decision is worth a look. */
  readonly decided: boolean;
  readonly repository: string | undefined;
  readonly giveBack: GiveBack;
}

/** Findings that the reasons already tell, or that are a way out. */
const TOLD_ELSEWHERE: readonly FindingCode[] = [
  'license.denied',
  'license.review',
  'license.conditions',
  'license.unknown',
  'package.denied',
  'package.review',
  'package.deprecated',
  'package.advisory',
  'alternative.approved',
  'alternative.community',
];

/** What the hover on a dependency says. */
export function hoverOf(judgement: Judgement, policy: Policy): HoverModel {
  const clause = judgement.reasons.find((reason) => reason.clause !== undefined)?.clause;
  return {
    ...subjectParts(judgement),
    verdict: judgement.verdict,
    headline: isPending(judgement) ? t('Not checked yet') : verdictTitle[judgement.verdict],
    clause,
    clauseText: clause === undefined ? undefined : t('Policy {0}', clauseName(clause)),
    reasons: isPending(judgement) ? [] : judgement.reasons.map(reasonText),
    sections: sectionsOf(judgement, policy),
    actions: actionsOf(judgement, policy),
    brief: judgement.verdict === 'allowed' && findingsOn(judgement).length === 0,
    decided: judgement.reasons.some(({ rule }) => rule === 'exception' || rule === 'package'),
    repository: judgement.scorecard?.value.repository ?? judgement.evidence.repository?.value.id,
    giveBack: giveBackOf(judgement),
  };
}

function subjectParts({ dependency, evidence }: Judgement): Pick<HoverModel, 'name' | 'facts'> {
  const version = evidence.version?.value ?? t('version unknown');
  const alias = dependency.packageName === dependency.name ? [] : [t('as {0}', clip(dependency.name, 214))];
  return {
    name: clip(dependency.packageName, 214),
    facts: [clip(version, 60), ...alias, scopeWord[dependency.scope]],
  };
}

function sectionsOf(judgement: Judgement, policy: Policy): HoverSection[] {
  const sections = [
    { label: t('Approved for'), lines: approvedFor(judgement, policy) },
    { label: t('License'), lines: licenseLines(judgement), ...licensePage(judgement) },
    { label: 'Scorecard', lines: scorecardLines(judgement), ...scorecardPage(judgement) },
    {
      label: t('Deprecated'),
      lines: messagesOf(judgement, (finding) => finding.code === 'package.deprecated'),
    },
    ...advisorySections(judgement),
    { label: t('Brings'), lines: broughtLines(judgement) },
    { label: t('Also'), lines: messagesOf(judgement, (finding) => !TOLD_ELSEWHERE.includes(finding.code)) },
    { label: t('Not checked'), lines: notChecked(judgement) },
    ...communitySections(judgement),
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** The organization names it for a need; that alone lets nothing pass, and is silent where the verdict is another. */
function approvedFor({ dependency, verdict }: Judgement, policy: Policy): string[] {
  if (verdict !== 'allowed' && verdict !== 'conditions') return [];
  const named = approvedPackages(policy).find(({ choice }) => choice.name === dependency.packageName);
  const purpose = named === undefined ? '' : purposeText(named);
  return purpose === '' ? [] : [purpose];
}

/** Each leads to its own page. */
function advisorySections({ findings }: Judgement): HoverSection[] {
  return findings.flatMap(({ data }) =>
    data.code === 'package.advisory'
      ? [
          {
            label: t('Known vulnerabilities'),
            lines: advisoryLines(data.advisories),
            lineLinks: data.advisories.map(({ url }) => url),
          },
        ]
      : [],
  );
}

/** Apart from the ways out: those are the organization's. */
function communitySections({ findings }: Judgement): HoverSection[] {
  return findings.flatMap(({ data }) =>
    data.code === 'alternative.community'
      ? [
          {
            label: communityLabel(data),
            lines: communityLines(data),
            lineLinks: data.suggestions.map((one) => (one.kind === 'native' ? one.link : undefined)),
            ...(data.link === undefined ? {} : { link: data.link }),
          },
        ]
      : [],
  );
}

function messagesOf({ findings }: Judgement, wanted: (finding: Finding) => boolean): string[] {
  return findings.filter(wanted).map(messageOf);
}

/** What the license is called and asks; the reasons say where it is stated. */
function licenseLines({ license, reasons, verdict }: Judgement): string[] {
  const decided = reasons.find((reason) => reason.rule === 'license');
  if (license?.kind !== 'expression' || decided === undefined || verdict === 'allowed') return [];
  const asks = asksOfAll(decided.decision.elected.map(({ term, version }) => version ?? term));
  return [clip(license.text, 200), ...(asks === '' ? [] : [t('asks: {0}', asks)])];
}

/** SPDX' page on the license that counts, where it is one. */
function licensePage({ reasons }: Judgement): { readonly link?: string } {
  const decided = reasons.find((reason) => reason.rule === 'license');
  const [only, ...more] = decided?.decision.elected ?? [];
  const link = only === undefined || more.length > 0 ? undefined : licenseUrl((only.version ?? only.term).id);
  return link === undefined ? {} : { link };
}

function scorecardPage({ scorecard }: Judgement): { readonly link?: string } {
  return scorecard === undefined ? {} : { link: scorecardViewerUrl(scorecard.value.repository) };
}

function scorecardLines({ scorecard, evidence }: Judgement): string[] {
  if (scorecard === undefined) return [];
  const { value } = scorecard;
  const facts = [totalText(value), trend(value), repositoryText(value, evidence.repository)];
  const weakest = weakestText(value);
  const shared = sharedText(evidence.repository);
  return [
    facts.filter((fact) => fact !== '').join(' · '),
    ...(shared === '' ? [] : [shared]),
    ...(weakest === '' ? [] : [t('weakest: {0}', weakest)]),
  ];
}

const UNTOLD_FACTS = worded<'version' | 'scorecard' | 'history' | 'advisories'>({
  version: () => t('version'),
  scorecard: () => 'Scorecard',
  history: () => t('Scorecard history'),
  advisories: () => t('known vulnerabilities'),
});

/** Gaps that no reason tells: `Scorecard: deps.dev was not asked: offline`. */
function notChecked(judgement: Judgement): string[] {
  if (judgement.pending) return [];
  const { evidence, scorecard } = judgement;
  const lines: string[] = [];
  for (const [fact, name] of Object.entries(UNTOLD_FACTS)) {
    if (fact === 'scorecard' && scorecard !== undefined) continue;
    const gaps = evidence.gaps.filter((gap) => gap.fact === fact);
    if (gaps.length > 0) lines.push(capitalize(`${name}: ${gapPhrases(gaps).join('; ')}`));
  }
  return lines;
}

function actionsOf(judgement: Judgement, policy: Policy): HoverAction[] {
  const { lastAllowed, dependency } = judgement;
  const range: HoverAction[] =
    lastAllowed === undefined
      ? []
      : [
          {
            kind: 'use-range',
            text: t('{0} is {1}', clip(lastAllowed.range, 60), clip(lastAllowed.license, 60)),
            range: lastAllowed.range,
          },
        ];
  const choices = alternativesFor(judgement, policy).map((choice): HoverAction => ({
    kind: 'replace',
    text: replaceText(choice),
    name: choice.name,
  }));
  const instead = judgement.findings
    .flatMap(({ data }) =>
      data.code === 'package.denied' || data.code === 'package.review' ? data.packageRule.instead : [],
    )
    .filter(
      (name) =>
        name !== dependency.packageName &&
        !choices.some((choice) => choice.kind === 'replace' && choice.name === name),
    )
    .map((name): HoverAction => ({ kind: 'replace', text: t('{0} is approved', clip(name, 100)), name }));
  return [...range, ...choices, ...instead, ...waysOf(judgement)];
}

/** More are told at the bulb alone. */
const MOST_WAYS = 3;

/** Of each package that the dependency brings the first way out; what replaces the dependency itself is told already. */
function waysOf(judgement: Judgement): HoverAction[] {
  const ways = broughtFindings(judgement).flatMap(({ via, dependency }): [string, HoverAction][] => {
    const about = via?.path.at(-1);
    const [text] = wayTexts(via?.ways, dependency.packageName);
    return about === undefined || text === undefined ? [] : [[text, { kind: 'way', text, about }]];
  });
  return [...new Map(ways).values()].slice(0, MOST_WAYS);
}

function alternativesFor({ dependency, evidence }: Judgement, policy: Policy): AlternativeChoice[] {
  return policy.alternatives
    .filter(
      ({ replaces }) =>
        replaces !== undefined &&
        matchesPackage(replaces, dependency.packageName, evidence.version?.value) === true,
    )
    .flatMap(({ use }) => use);
}

function replaceText(choice: AlternativeChoice): string {
  const words = t('{0} is approved', clip(choice.name, 100));
  return choice.reason === undefined ? words : `${words} (${clip(choice.reason, 120).replace(/\.$/, '')})`;
}
