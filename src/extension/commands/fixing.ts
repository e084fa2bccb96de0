import * as vscode from 'vscode';
import type { Companions, Finding, Fix, Judgement } from '../../core/index';
import { findingsOn, fixesFor, hasWayOut } from '../../core/index';
import { toRange } from '../convert';
import { openDocument } from '../documents';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import type { Target } from './target';

/** The files beside a manifest that its fixes may change, as they are in this moment. */
export interface OpenCompanions extends Companions {
  readonly documents: ReadonlyMap<string, vscode.TextDocument>;
}

/** What is to be fixed; what it brings is left alone where that is not told. */
type Fixed = Pick<Judgement, 'dependency' | 'brought'>;

/** Opens the files of the catalogs that dependencies name, and those that state overrides: unsaved edits count. Nothing is shown. */
export async function openCompanions(
  judged: JudgedManifest,
  judgements: readonly Fixed[],
  store: JudgementStore,
): Promise<OpenCompanions> {
  const files = new Set(judgements.flatMap(filesOf));
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

/** Only what a fix may change is opened. */
function filesOf({ dependency, brought = [] }: Fixed): string[] {
  const roots = brought.flatMap(({ via }) => via?.ways?.root ?? []);
  const files = [
    dependency.catalog?.file,
    ...roots.map(({ manifest }) => manifest),
    ...roots.map(({ manager, settings }) => (manager === 'pnpm' ? settings : undefined)),
  ];
  return files.flatMap((file) => file || []);
}

async function openFile(file: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  } catch {
    return undefined;
  }
}

function uses({ judgements }: JudgedManifest, { name, catalog }: Judgement['dependency']): boolean {
  return judgements.some(
    ({ dependency }) =>
      dependency.name === name &&
      dependency.catalog?.file === catalog?.file &&
      dependency.catalog?.name === catalog?.name,
  );
}

/** Every fix of a dependency and of what it brings, each once, with the files that they change. */
export async function fixesOf(
  { judged, judgement, bringer }: Target,
  store: JudgementStore,
): Promise<{ readonly fixes: readonly Fix[]; readonly companions: OpenCompanions }> {
  const own = bringer ?? judgement;
  const companions = await openCompanions(judged, [own], store);
  const fixes = allOf(findingsOn(own), own, judged, companions);
  if (bringer === undefined) return { fixes, companions };
  const { packageName, range } = judgement.dependency;
  return {
    fixes: fixes.filter(({ about }) => about?.name === packageName && about.version === range),
    companions,
  };
}

/** The fixes of a dependency that change the manifest alone, at once. */
export function simpleFixesOf({ judged, judgement }: Target): Fix[] {
  return allOf(judgement.findings, judgement, judged);
}

/** Whether something is to be done about a dependency, or about what it brings. */
export function isFixable(target: Target): boolean {
  return target.judgement.brought?.some(hasWayOut) === true || simpleFixesOf(target).length > 0;
}

function allOf(
  findings: readonly Finding[],
  judgement: Judgement,
  { policy, text }: JudgedManifest,
  companions?: Companions,
): Fix[] {
  const fixes = findings.flatMap((finding) => fixesFor(finding, judgement, policy, text, companions));
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
