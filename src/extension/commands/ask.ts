import * as vscode from 'vscode';
import type { AskCase } from '../../core/index';
import { askLink, notice } from '../../core/index';
import { requestLines } from '../requests/lines';
import { note } from './requests';
import { openAddress } from './openAddress';
import type { Services } from './services';
import { targetOf } from './target';

/**
 * Shows the case as it would be sent, with what was decided or asked before, then opens the organization's link with it.
 * The question is noted as pending.
 */
export async function ask(services: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, services.store);
  if (!target) return;
  const { judged, judgement } = target;
  const link = askLink(judgement, judged.policy, judged.path, requestLines(target, services.requests));
  if (!link) {
    void vscode.window.showInformationMessage(notice.noAsk(judged.policy));
    return;
  }
  const choice = await review(link);
  if (choice === undefined) return;
  if (choice === notice.copyCase || !link.whole) await vscode.env.clipboard.writeText(textOf(link));
  if (choice !== link.label) return;
  if (await openAddress(link.url)) await note(services, target, 'question', { reason: link.case.title });
}

function review(link: AskCase): Thenable<string | undefined> {
  const opens = [notice.askOpens(link.url), ...(link.whole ? [] : [notice.askCopies])].join(' ');
  const detail = `${opens}\n\n${link.case.body}`;
  const { title } = link.case;
  return vscode.window.showInformationMessage(title, { modal: true, detail }, link.label, notice.copyCase);
}

function textOf({ case: { title, body } }: AskCase): string {
  return `${title}\n\n${body}`;
}
