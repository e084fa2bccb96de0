import * as vscode from 'vscode';
import { askAboutAll, notice, policyOrigin, readReviewQuery, selectReview } from '../../core/index';
import { currentReport } from '../report/current';
import { openAddress } from './openAddress';
import { noteAll } from './requests';
import type { Services } from './services';
import type { Target } from './target';

type Case = ReturnType<typeof askAboutAll>[number];

/**
 * Shows one case about all packages that are to be decided on, or those of a query, then opens the organization's link. Each
 * package is noted as pending.
 */
export async function askAboutAllOpen(services: Services, argument: unknown): Promise<void> {
  const { store, environments } = services;
  const query = readReviewQuery((argument as { query?: unknown } | undefined)?.query);
  const cases = askAboutAll(selectReview(currentReport(store, environments).review, query));
  if (cases.length === 0) {
    void vscode.window.showInformationMessage(notice.nothingToAsk);
    return;
  }
  const chosen = cases.length === 1 ? cases[0] : await pick(cases);
  if (chosen && (await show(chosen)))
    await noteAll(services, targetsIn(chosen, services), chosen.link?.case.title);
}

/** Manifests may have policies of their own, and each its own people to ask. */
async function pick(cases: readonly Case[]): Promise<Case | undefined> {
  const items = cases.map((one) => ({
    label: policyOrigin(one.policy),
    description: String(one.amount),
    one,
  }));
  return (await vscode.window.showQuickPick(items, { title: 'OSPO Lens' }))?.one;
}

function targetsIn({ items }: Case, { store }: Services): Target[] {
  return items.flatMap(({ places: [place] }) => {
    const judged = place && store.get(vscode.Uri.parse(place.use.source.id));
    return judged ? [{ judged, judgement: place.use.judgement }] : [];
  });
}

/**
 * The text may be long: the dialog names the packages, and the whole can be looked at or taken along.
 *
 * @returns whether the link was opened
 */
async function show({ policy, link, summary, text }: Case): Promise<boolean> {
  const { showText, copyText } = notice;
  const choice = link
    ? await vscode.window.showInformationMessage(
        link.case.title,
        { modal: true, detail: [notice.askAllOpens(link.url), '', ...summary].join('\n') },
        link.label,
        showText,
        copyText,
      )
    : await vscode.window.showInformationMessage(notice.noAsk(policy), showText, copyText);
  if (choice === showText) await showDocument(text);
  else if (choice === copyText) await vscode.env.clipboard.writeText(text);
  return link !== undefined && choice === link.label && (await openAddress(link.url));
}

async function showDocument(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
  await vscode.window.showTextDocument(document);
}
