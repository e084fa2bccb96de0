import type { Judgement } from '../model';
import { webAddress } from './escape';
import { t } from './language';
import { clip } from './plain';
import { repositoryAddress } from './scorecardWords';

/** Where something can be given back; absent where nothing is known for certain. */
export interface GiveBack {
  readonly contribute?: { readonly address: string; readonly terms?: string };
  readonly fund?: { readonly address: string };
}

/**
 * How to contribute to a public package and how to fund it. Nothing is asked for it: the addresses follow from what is
 * known. Every public repository on GitHub has a page `/contribute`, with its guide and first issues; elsewhere the
 * repository itself is the place to begin.
 */
export function giveBackOf(judgement: Judgement): GiveBack {
  if (judgement.privacy !== undefined) return {};
  const { repository, links } = judgement.evidence;
  const id = repository?.value.id ?? judgement.scorecard?.value.repository;
  const place = id === undefined ? undefined : contributeAddress(id);
  const funding = webAddress(links.funding);
  return {
    ...(place === undefined ? {} : { contribute: { address: place, ...termsOf(judgement, place) } }),
    ...(funding === undefined ? {} : { fund: { address: funding } }),
  };
}

function contributeAddress(repository: string): string | undefined {
  const address = repositoryAddress(repository);
  const isOnGitHub = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(address ?? '');
  return isOnGitHub ? `${address}/contribute` : address;
}

/** Source: GitHub Terms of Service, section D.6, "Contributions Under Repository License". */
function termsOf({ license }: Judgement, address: string): { readonly terms?: string } {
  if (!address.startsWith('https://github.com/') || license?.kind !== 'expression') return {};
  const stated = clip(license.text, 80);
  return {
    terms: t(
      'Contributions come under the license of the project (the package states {0}), by the terms of GitHub, unless the project says otherwise.',
      stated,
    ),
  };
}
