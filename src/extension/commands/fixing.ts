import * as vscode from 'vscode';
import type { Companions, Dependency, Fix } from '../../core/index';
import { fixesFor } from '../../core/index';
import { toRange } from '../convert';
import { openDocument } from '../documents';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import type { Target } from './target';

/** The files beside a manifest that its fixes may change, as they are in this moment. */
export interface OpenCompanions extends Companions {
  readonly documents: ReadonlyMap<string, vscode.TextDocument>;
}

/** Opens the files of the catalogs that dependencies name: their unsaved edits count. Nothing is shown. */
export async function openCompanions(
  judged: JudgedManifest,
  dependencies: readonly Dependency[],
  store: JudgementStore,
): Promise<OpenCompanions> {
  const files = new Set(dependencies.flatMap(({ catalog }) => catalog?.file ?? []));
  const opened = await Promise.all(
    [...files].map(async (file) => {
      const document = await openFile(file);
      return document ? [[file, document] as const] : [];
    }),
  );
  const documents = new Map(opened.flat());
  return {
    documents,
    textOf: (file) => documents.get(file)?.getText(),
    isShared: (dependency) => store.all().some((other) => other !== judged && uses(other, dependency)),
  };
}

async function openFile(file: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  } catch {
    return undefined;
  }
}

function uses({ judgements }: JudgedManifest, { name, catalog }: Dependency): boolean {
  return judgements.some(
    ({ dependency }) =>
      dependency.name === name &&
      dependency.catalog?.file === catalog?.file &&
      dependency.catalog?.name === catalog?.name,
  );
}

/** Every fix of a dependency, each once, with the files that they change. */
export async function fixesOf(
  { judged, judgement }: Target,
  store: JudgementStore,
): Promise<{ readonly fixes: readonly Fix[]; readonly companions: OpenCompanions }> {
  const companions = await openCompanions(judged, [judgement.dependency], store);
  return { fixes: simpleFixesOf({ judged, judgement }, companions), companions };
}

/** At once; without companions, the fixes that change the manifest alone. */
export function simpleFixesOf({ judged, judgement }: Target, companions?: Companions): Fix[] {
  const fixes = judgement.findings.flatMap((finding) =>
    fixesFor(finding, judgement, judged.policy, judged.text, companions),
  );
  return [...new Map(fixes.map((fix) => [fix.title, fix])).values()];
}

/**
 * What fixes change, as one edit; `undefined` where the manifest is not open in the version that was judged: what was
 * computed for another text is never applied.
 */
export function editOf(
  fixes: readonly Pick<Fix, 'edits' | 'elsewhere'>[],
  judged: JudgedManifest,
  { documents }: OpenCompanions,
  metadata?: vscode.WorkspaceEditEntryMetadata,
): vscode.WorkspaceEdit | undefined {
  const manifest = openDocument(judged.uri);
  if (manifest?.version !== judged.version || manifest?.getText() !== judged.text) return undefined;
  const edit = new vscode.WorkspaceEdit();
  for (const fix of fixes) {
    for (const { span, newText } of fix.edits) {
      edit.replace(manifest.uri, toRange(manifest, span), newText, metadata);
    }
    for (const { file, edits } of fix.elsewhere ?? []) {
      const document = documents.get(file);
      if (!document || document.isClosed) return undefined;
      for (const { span, newText } of edits) {
        edit.replace(document.uri, toRange(document, span), newText, metadata);
      }
    }
  }
  return edit;
}
