import type { Policy } from '../model';

/** Whether the community's suggestions are shown: as the policy says for all, else as the user wants. */
export function wantsCommunity({ communityCatalog }: Policy, wanted: boolean): boolean {
  return communityCatalog ?? wanted;
}
