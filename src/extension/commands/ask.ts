import * as vscode from 'vscode';
import { askLink, notice } from '../../core/index';
import type { Services } from './services';
import { targetOf } from './target';

/** Shows the case as it would be sent, then opens the organization's link with it. */
export async function ask({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (!target) return;
  const { judged, judgement } = target;
  const link = askLink(judgement, judged.policy, judged.path);
  if (!link) {
    void vscode.window.showInformationMessage(notice.noAsk(judged.policy));
    return;
  }
  const { title, body } = link.case;
  const detail = `${notice.askOpens(link.url)}\n\n${body}`;
  const choice = await vscode.window.showInformationMessage(title, { modal: true, detail }, link.label);
  if (choice === link.label) await openAddress(link.url);
}

/**
 * Opens an address exactly as it is written. A `Uri` would lose which `&`, `=` and `#` of the query were encoded; the
 * editor takes a string as well, though its types do not say so.
 */
export async function openAddress(address: string): Promise<void> {
  await vscode.env.openExternal(address as unknown as vscode.Uri);
}
