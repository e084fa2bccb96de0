import * as vscode from 'vscode';
import { explainText } from '../../core/index';
import type { JudgementStore } from '../judgements/store';
import type { Services } from './services';
import type { DependencyRef } from './target';
import { find, refOf, targetOf } from './target';

const SCHEME = 'ospo-lens-explain';
/** Only there to wrap the lines of the trace. */
const LANGUAGE = 'ospo-lens-trace';

/** Opens the whole trace of a verdict as a document that nobody can edit. */
export async function explain({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (!target) return;
  const document = await vscode.workspace.openTextDocument(toUri(refOf(target)));
  await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Gives the trace its text, and a new one when the verdict is judged anew. */
export function registerExplanations(store: JudgementStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => {
      const ref = toRef(uri);
      const target = find(ref, store);
      return target ? explainText(target.judgement, target.judged.policy, target.judged.path) : ref.name;
    },
  };
  const listener = store.onDidChange((manifest) => {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === SCHEME && toRef(uri).manifest === manifest.toString()) changed.fire(uri);
    }
  });
  return vscode.Disposable.from(
    changed,
    listener,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
  );
}

/** The name in the path gives the tab its title; a scope's slash would make it a folder. */
function toUri(ref: DependencyRef): vscode.Uri {
  const { name } = ref.brought ?? ref;
  const title = `${name.replaceAll('/', '∕')} (OSPO Lens)`;
  return vscode.Uri.from({ scheme: SCHEME, path: `/${title}`, query: JSON.stringify(ref) });
}

function toRef(uri: vscode.Uri): DependencyRef {
  return JSON.parse(uri.query) as DependencyRef;
}
