import * as vscode from 'vscode';
import { giveBackWays, helpWords } from '../../core/index';
import { activeManifest } from '../documents';
import { openAddress } from './openAddress';
import type { Services } from './services';
import { targetOf } from './target';

/** Opens the place where a dependency is contributed to or funded: of the one that is handed over, else one is picked. */
export async function giveBack({ store }: Services, argument: unknown): Promise<void> {
  const target = argument === undefined ? undefined : await targetOf(argument, store);
  const ways = giveBackWays(target ? [target.judgement] : judgementsAtHand(store));
  if (ways.length === 0) {
    void vscode.window.showInformationMessage(helpWords.noWay);
    return;
  }
  const items = ways.map((way) => ({
    label: way.label,
    description: way.address,
    ...(way.terms !== undefined && { detail: way.terms }),
    way,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'OSPO Lens',
    placeHolder: helpWords.whichWay,
    matchOnDescription: true,
  });
  if (picked) await openAddress(picked.way.address);
}

function judgementsAtHand(store: Services['store']) {
  const document = activeManifest();
  const judged = document && store.get(document.uri);
  return judged ? judged.judgements : store.all().flatMap(({ judgements }) => judgements);
}
