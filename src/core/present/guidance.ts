import type { GuidanceId, OnboardingText, Policy } from '../model';
import { GUIDANCE_IDS } from '../policy/vocabulary';
import { t, worded } from './language';
import { clip } from './plain';

/** A text to learn from: one that ships inside, or one of the organization's. */
export type LearnText = { readonly title: string } & (
  | { readonly kind: 'shipped'; readonly id: GuidanceId; readonly about: string }
  | { readonly kind: 'own'; readonly location: string }
);

const titles = worded<GuidanceId>({
  'new-dependency': () => t('Before you add a dependency'),
  'license-families': () => t('License families: what each asks of you'),
  'supply-chain': () => t('Which supply-chain practice each finding serves'),
  'ospo-model': () => t('What your OSPO wants from you'),
  contributing: () => t('How to contribute upstream'),
});

const subjects = worded<GuidanceId>({
  'new-dependency': () => t('The checklist of the Open Source Security Foundation'),
  'license-families': () => t('Permissive, copyleft, source-available: in plain words'),
  'supply-chain': () => t('Numbers of the S2C2F for security teams'),
  'ospo-model': () => t('The five stages of the TODO Group'),
  contributing: () => t('From the first issue to the merged change'),
});

/** What to read: the organization's texts first, then those that ship inside and that no text of the organization replaces. */
export function learnTexts({ onboarding = [] }: Pick<Policy, 'onboarding'>): LearnText[] {
  const replaced = new Set(onboarding.flatMap(({ replaces }) => replaces));
  const shipped = GUIDANCE_IDS.filter((id) => !replaced.has(id));
  return [
    ...onboarding.map(ownText),
    ...shipped.map((id): LearnText => ({ kind: 'shipped', id, title: titles[id], about: subjects[id] })),
  ];
}

function ownText({ title, location }: OnboardingText): LearnText {
  return { kind: 'own', title: clip(title, 120), location };
}
