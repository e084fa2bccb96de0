import type { Alternative, AlternativeChoice, Judgement, Policy, Verdict } from '../model';
import { plural, t } from './language';
import { isPending } from './pending';
import { clip, sentence } from './plain';
import { verdictTitle } from './words';

/** Where a policy comes from, for the title of a list: `Acme · 2026-11 · ospo-policy.yaml`; says so of the default. */
export function policyOrigin(policy: Policy): string {
  if (policy.isDefault) return t('built-in default, nobody decided it');
  return [policy.name, policy.revision ?? '', policy.origin]
    .filter((part) => part !== '')
    .map((part) => clip(part, 80))
    .join(' · ');
}

/** The title of a group of dependencies. */
export function groupTitle(group: Verdict | 'own' | 'pending' | 'snoozed'): string {
  if (group === 'own') return t('Your own packages');
  if (group === 'snoozed') return t('Snoozed');
  return group === 'pending' ? t('Being looked up') : verdictTitle[group];
}

/** The need that an alternative serves, as the title of a list. */
export function needTitle({ need, replaces }: Alternative): string {
  if (need !== undefined) return clip(need, 80);
  return replaces === undefined ? t('Other') : t('Instead of {0}', clip(replaces.name, 214));
}

/** What an editor offers beside fixes. */
export const actionTitle = {
  ask: (name: string): string => t('Ask the OSPO about {0}', clip(name, 214)),
  get clause() {
    return t('Open the policy clause');
  },
  explain: (name: string): string => t('Explain the verdict on {0}', clip(name, 214)),
} as const;

/** `date-fns ^4.1.0 is approved. Smaller and maintained.` */
export function alternativeText(choice: AlternativeChoice): string {
  const words = [choice.reason, choice.notes].filter((part) => part !== undefined);
  return [
    t('{0} {1} is approved.', clip(choice.name, 214), clip(choice.range, 60)),
    ...words.map((text) => sentence(clip(text, 300))),
  ].join(' ');
}

/** What hosts say where none of these judgements is a finding, or a fix, to go to. */
export function nothingFound(judgements: readonly Judgement[], wanted: 'finding' | 'fix'): string {
  if (judgements.some(isPending)) return t('Nothing so far: dependencies are still being looked up.');
  const isUnfixed = wanted === 'fix' && judgements.some(({ findings }) => findings.length > 0);
  return isUnfixed ? t('No fix is known for any finding here.') : t('No findings.');
}

/** What hosts say where there is nothing to show or to do. */
export const notice = {
  noAsk: (policy: Policy): string =>
    policy.isDefault
      ? t('The built-in default names nobody to ask. Create a policy and state `ask` in it.')
      : t('{0} names nobody to ask: state `ask` in the policy.', clip(policy.name, 80)),
  askOpens: (url: string): string => t('Opens {0} with this text:', clip(url.split(/[?#]/)[0] ?? '', 120)),
  get askCopies() {
    return t('The address cannot take the whole text: it is copied to the clipboard as well.');
  },
  get copyCase() {
    return t('Copy the Case');
  },
  get noManifest() {
    return t('Open a package.json first.');
  },
  saved: (path: string): string => t('Written: {0}', clip(path, 200)),
  get nothingToAsk() {
    return t('There is nothing to ask about: the policy lets every package pass.');
  },
  askAllOpens: (url: string): string =>
    t('Opens {0} with these packages, and why and where of each:', clip(url.split(/[?#]/)[0] ?? '', 120)),
  get copyText() {
    return t('Copy the Text');
  },
  get showText() {
    return t('Show the Text');
  },
  notThere: (name: string): string => t('{0} is no longer in this package.json.', clip(name, 214)),
  alreadyThere: (name: string): string => t('{0} is already in this package.json.', clip(name, 214)),
  get notNow() {
    return t('The text has changed since: nothing was edited.');
  },
  noDocument: (location: string): string => t('{0} is not there.', clip(location, 200)),
  policyKept: (file: string): string => t('{0} exists already: it was left as it is.', clip(file, 200)),
  get noFolder() {
    return t('Open a folder first: the policy is written into it.');
  },
  get restricted() {
    return t('Restricted Mode: the policy and .npmrc of this workspace are not read.');
  },
  policyProblems: (amount: number): string =>
    plural(
      amount,
      '{0} problem in the policy: see its file, and the log.',
      '{0} problems in the policy: see its file, and the log.',
    ),
  get filterTitle() {
    return t('Filter the dependencies');
  },
  get filterPrompt() {
    return t('Words of the name, the license or the path. Empty shows everything.');
  },
  get filterExample() {
    return t('agpl, or a part of a name');
  },
  offline: (on: boolean): string =>
    on ? t('OSPO Lens asks no service now.') : t('OSPO Lens asks services again.'),
} as const;
