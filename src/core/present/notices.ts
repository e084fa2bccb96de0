import type { Alternative, AlternativeChoice, Policy, Verdict } from '../model';
import { clip, count, sentence } from './plain';
import { verdictTitle } from './words';

/** Where a policy comes from, for the title of a list: `Acme · 2026-11 · ospo-policy.yaml`; says so of the default. */
export function policyOrigin(policy: Policy): string {
  if (policy.isDefault) return 'built-in default, nobody decided it';
  return [policy.name, policy.revision ?? '', policy.origin]
    .filter((part) => part !== '')
    .map((part) => clip(part, 80))
    .join(' · ');
}

/** The title of a group of dependencies. */
export function groupTitle(group: Verdict | 'own' | 'pending'): string {
  if (group === 'own') return 'Your own packages';
  return group === 'pending' ? 'Being looked up' : verdictTitle[group];
}

/** The need that an alternative serves, as the title of a list. */
export function needTitle({ need, replaces }: Alternative): string {
  if (need !== undefined) return clip(need, 80);
  return replaces === undefined ? 'Other' : `Instead of ${clip(replaces.name, 214)}`;
}

/** What an editor offers beside fixes. */
export const actionTitle = {
  ask: (name: string): string => `Ask the OSPO about ${clip(name, 214)}`,
  clause: 'Open the policy clause',
  explain: (name: string): string => `Explain the verdict on ${clip(name, 214)}`,
} as const;

/** `date-fns ^4.1.0 is approved. Smaller and maintained.` */
export function alternativeText(choice: AlternativeChoice): string {
  const words = [choice.reason, choice.notes].filter((part) => part !== undefined);
  return [
    `${clip(choice.name, 214)} ${clip(choice.range, 60)} is approved.`,
    ...words.map((text) => sentence(clip(text, 300))),
  ].join(' ');
}

/** What hosts say where there is nothing to show or to do. */
export const notice = {
  noAsk: (policy: Policy): string =>
    policy.isDefault
      ? 'The built-in default names nobody to ask. Create a policy and state `ask` in it.'
      : `${clip(policy.name, 80)} names nobody to ask: state \`ask\` in the policy.`,
  askOpens: (url: string): string => `Opens ${clip(url.split(/[?#]/)[0] ?? '', 120)} with this text:`,
  noDependency: 'No dependency here: put the cursor on one in a package.json.',
  noManifest: 'Open a package.json first.',
  notThere: (name: string): string => `${clip(name, 214)} is no longer in this package.json.`,
  alreadyThere: (name: string): string => `${clip(name, 214)} is already in this package.json.`,
  notNow: 'The text has changed since: nothing was edited.',
  noDocument: (location: string): string => `${clip(location, 200)} is not there.`,
  policyKept: (file: string): string => `${clip(file, 200)} exists already: it was left as it is.`,
  noFolder: 'Open a folder first: the policy is written into it.',
  restricted: 'Restricted Mode: the policy and .npmrc of this workspace are not read.',
  defaultPolicy: 'No policy of your own yet: a built-in default judges, which nobody decided.',
  policyProblems: (amount: number): string =>
    `${count(amount, 'problem')} in the policy: see its file, and the log.`,
  offline: (on: boolean): string =>
    on ? 'OSPO Lens asks no service now.' : 'OSPO Lens asks services again.',
} as const;
