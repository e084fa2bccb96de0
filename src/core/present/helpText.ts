import type { Judgement, Policy } from '../model';
import { giveBackOf } from './giveBack';
import { t } from './language';
import { clip, day } from './plain';

/** What a list of help says of the policy: which one, where from, in what state. One line each. */
export interface PolicyLines {
  readonly name: string;
  readonly origin: string;
  /** The policies that it builds on, as it writes them. */
  readonly bases: readonly string[];
  /** Tells the states of a policy apart where it has no revision, or a forgotten one. */
  readonly state: string;
}

/** @param changed when the file was changed, ISO 8601; unknown where it is none of the workspace's */
export function policyLines(policy: Policy, changed?: string): PolicyLines {
  const { name, revision, origin, isDefault, hash, layer } = policy;
  const called = revision === undefined ? clip(name, 80) : `${clip(name, 80)} · ${clip(revision, 40)}`;
  return {
    name: isDefault ? t('Built-in default') : called,
    origin: isDefault ? t('From OSPO Lens itself') : t('From {0}', clip(origin, 160)),
    bases: (layer?.extends ?? []).map(({ text }) => t('Builds on {0}', clip(text, 160))),
    state:
      changed === undefined
        ? t('Content hash {0}', hash)
        : t('Content hash {0}, changed on {1}', hash, day(changed)),
  };
}

/** One way to give something back to a package. */
export interface GiveBackWay {
  readonly package: string;
  readonly label: string;
  /** Under which terms contributions come, where that is known. */
  readonly terms?: string;
  readonly address: string;
}

/** The ways of several dependencies, each once, in the order of their names. */
export function giveBackWays(judgements: readonly Judgement[]): GiveBackWay[] {
  const ways = judgements.flatMap((judgement) => {
    const name = judgement.dependency.packageName;
    const { contribute, fund } = giveBackOf(judgement);
    return [
      ...(contribute
        ? [{ package: name, label: t('Contribute to {0}', clip(name, 214)), ...contribute }]
        : []),
      ...(fund ? [{ package: name, label: t('Fund {0}', clip(name, 214)), ...fund }] : []),
    ];
  });
  const byAddress = new Map(ways.map((way) => [`${way.label}\n${way.address}`, way]));
  return [...byAddress.values()].sort((a, b) => a.package.localeCompare(b.package, 'en'));
}

/** What the lines of the list of help are called. */
export const helpWords = {
  get policy() {
    return t('Your policy');
  },
  get report() {
    return t('Open the report');
  },
  get giveBack() {
    return t('Contribute to or fund a package');
  },
  get noWay() {
    return t('No place to contribute to, and none to fund, is known for these dependencies.');
  },
  get whichWay() {
    return t('What would you like to give back to?');
  },
} as const;
