import type { Policy } from '../model';
import type { ReviewItem } from '../report/review';
import { filledAsk, policyName } from './ask';
import type { AskCase } from './ask';
import { plural, t } from './language';
import { clip, distinct } from './plain';
import { placesText, reviewLicense, reviewPlaceText, reviewReasons, reviewSubject } from './reviewWords';
import { verdictTitle } from './words';

/** Places of one package that a case names. */
const MOST_PLACES = 3;
/** Lines that a dialog shows. */
const MOST_LINES = 12;

/** One case about many packages, for those who decide under one policy. */
export interface AskAboutAll {
  readonly policy: Policy;
  readonly items: readonly ReviewItem[];
  readonly amount: number;
  /** `undefined` where the policy names nobody to ask. */
  readonly link: AskCase | undefined;
  /** One line for each of the first packages, to look at before asking. */
  readonly summary: readonly string[];
  /** The whole case, also where the link had to shorten it. */
  readonly text: string;
}

/** Puts packages into one case for each policy that has something to ask, in the order of the packages. */
export function askAboutAll(items: readonly ReviewItem[]): AskAboutAll[] {
  const policies = new Map<string, { readonly policy: Policy; readonly items: ReviewItem[] }>();
  for (const item of items) {
    const policy = item.places[0]?.use.source.policy;
    if (policy === undefined) continue;
    const group = policies.get(policy.origin) ?? { policy, items: [] };
    group.items.push(item);
    policies.set(policy.origin, group);
  }
  return [...policies.values()].map((group) => caseOf(group.policy, group.items));
}

function caseOf(policy: Policy, items: readonly ReviewItem[]): AskAboutAll {
  const amount = items.length;
  const title = plural(amount, '{0} package to decide on', '{0} packages to decide on');
  const text = bodyOf(policy, items);
  const [first] = items;
  const only = amount === 1 ? first : undefined;
  const values = {
    package: clip(items.map((item) => item.package.name).join(', '), 214),
    version: clip(only?.package.version ?? '', 60),
    range: '',
    license: clip(distinct(items.map(reviewLicense)).join(', '), 120),
    verdict: distinct(items.map(({ verdict }) => verdictTitle[verdict])).join(', '),
    manifest: clip(
      distinct(items.flatMap(({ places }) => places.map(({ use }) => use.source.path))).join(', '),
      200,
    ),
    scope: distinct(items.flatMap(({ places }) => places.map(({ scope }) => scope))).join(', '),
    rule: '',
    evidence: '',
    policy: policyName(policy),
  };
  return {
    policy,
    items,
    amount,
    link: filledAsk(policy, { ...values, title, body: text }),
    summary: summaryOf(items),
    text,
  };
}

function summaryOf(items: readonly ReviewItem[]): string[] {
  const shown = items.slice(0, items.length === MOST_LINES + 1 ? items.length : MOST_LINES);
  const rest = items.length - shown.length;
  return [...shown.map(headOf), ...(rest === 0 ? [] : [t('… and {0} more', rest)])];
}

/** `left-pad 1.3.0: WTFPL, Needs review` */
function headOf(item: ReviewItem): string {
  return `${reviewSubject(item)}: ${reviewLicense(item)}, ${verdictTitle[item.verdict]}`;
}

function bodyOf(policy: Policy, items: readonly ReviewItem[]): string {
  const head = t('Judged by {0}.', policyName(policy));
  return [head, ...items.map(blockOf), t('What we need them for: ')].join('\n\n');
}

function blockOf(item: ReviewItem): string {
  const places = item.places.slice(0, MOST_PLACES).map(reviewPlaceText).join(', ');
  const used = item.places.length > MOST_PLACES ? `${placesText(item)}: ${places}, …` : places;
  return [headOf(item), ...reviewReasons(item).map((why) => `- ${why}`), `- ${t('Used at {0}', used)}`].join(
    '\n',
  );
}
