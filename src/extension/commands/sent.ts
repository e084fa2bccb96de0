import * as vscode from 'vscode';
import {
  notice,
  outboundOf,
  outboundRequests,
  outboundText,
  parseManifest,
  resolveCatalogs,
  t,
} from '../../core/index';
import { lockedTree } from '../../sources/lockfiles';
import type { Environments } from '../environment/environments';
import { soon } from '../judgements/soon';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import type { Services } from './services';

const SCHEME = 'ospo-lens-sent';
const LANGUAGE = 'ospo-lens-trace';

/** Opens the list of what services would be told as a document that nobody can edit. Nothing is sent by it. */
export async function whatWouldBeSent({ store }: Services): Promise<void> {
  if ((await soon(store, () => store.all()[0])) === undefined) {
    void vscode.window.showInformationMessage(notice.noManifest);
    return;
  }
  const document = await vscode.workspace.openTextDocument(documentUri());
  await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Gives the list its text, and a new one when a manifest or what judges it changes. */
export function registerSentList(store: JudgementStore, environments: Environments): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const refresh = () => {
    if (vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === SCHEME)) changed.fire(documentUri());
  };
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async (_uri, token) => {
      const texts = store.all().map((judged) => textFor(judged, environments, token));
      return (await Promise.all(texts)).join('\n');
    },
  };
  return vscode.Disposable.from(
    changed,
    store.onDidChange(refresh),
    environments.onDidChange(refresh),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
  );
}

/** The name in the path gives the tab its title. */
function documentUri(): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${t('What would be sent')} (OSPO Lens)` });
}

async function textFor(
  { uri, text }: JudgedManifest,
  environments: Environments,
  token: vscode.CancellationToken,
): Promise<string> {
  const { privacyOf, policy, plan, addressOf, catalogs, lockfile } = await environments.load(uri);
  const manifest = resolveCatalogs(parseManifest(text).value, catalogs);
  const locked = lockedTree((await lockfile()).found);
  const signal = { aborted: token.isCancellationRequested };
  const requests = await outboundRequests(
    { manifest, privacyOf, policy, ...(locked && { locked }) },
    plan,
    signal,
  );
  const outbound = await outboundOf(requests, plan, addressOf, signal);
  return outboundText(vscode.workspace.asRelativePath(uri), outbound);
}
