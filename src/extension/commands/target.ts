import * as vscode from 'vscode';
import type { DependencyScope, Judgement } from '../../core/index';
import { inlayOf, t } from '../../core/index';
import { activeManifest } from '../documents';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

/** Names one entry of one manifest, so that links, tree items and actions can hand it to a command as JSON. */
export interface DependencyRef {
  readonly manifest: string;
  readonly name: string;
  readonly scope: DependencyScope;
}

/** A dependency as it is judged now. */
export interface Target {
  readonly judged: JudgedManifest;
  readonly judgement: Judgement;
}

export function refOf(target: Target): DependencyRef {
  const { name, scope } = target.judgement.dependency;
  return { manifest: target.judged.uri.toString(), name, scope };
}

/** The dependency that a command is about: what it was handed, else the one at the cursor, else the one that is picked. */
export async function targetOf(argument: unknown, store: JudgementStore): Promise<Target | undefined> {
  const ref = readRef(argument);
  return ref ? find(ref, store) : (atCursor(store) ?? (await pick(store)));
}

/** The dependency whose entry contains `offset`. */
export function judgementAt(judged: JudgedManifest, offset: number): Judgement | undefined {
  return judged.judgements.find(
    ({ dependency: { entrySpan } }) => entrySpan.start <= offset && offset <= entrySpan.end,
  );
}

export function find(ref: DependencyRef, store: JudgementStore): Target | undefined {
  const judged = store.get(vscode.Uri.parse(ref.manifest));
  const judgement = judged?.judgements.findLast(
    ({ dependency }) => dependency.name === ref.name && dependency.scope === ref.scope,
  );
  return judged && judgement ? { judged, judgement } : undefined;
}

/** Arguments come from links and from tree items: the latter carry their reference in `ref`. */
function readRef(argument: unknown): DependencyRef | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { manifest, name, scope, ref } = argument as Record<string, unknown>;
  if (ref !== undefined) return readRef(ref);
  if (typeof manifest !== 'string' || typeof name !== 'string' || !isScope(scope)) return undefined;
  return { manifest, name, scope };
}

function isScope(value: unknown): value is DependencyScope {
  return value === 'production' || value === 'development' || value === 'peer' || value === 'optional';
}

function atCursor(store: JudgementStore): Target | undefined {
  const document = activeManifest();
  const judged = document && store.get(document.uri);
  const cursor = vscode.window.activeTextEditor?.selection.active;
  const judgement = judged && cursor && judgementAt(judged, document.offsetAt(cursor));
  return judgement ? { judged, judgement } : undefined;
}

async function pick(store: JudgementStore): Promise<Target | undefined> {
  const items = store.all().flatMap((judged) =>
    judged.judgements.map((judgement) => ({
      label: judgement.dependency.name,
      description: inlayOf(judgement)?.text ?? '',
      detail: judged.path,
      target: { judged, judgement },
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: 'OSPO Lens',
    placeHolder: t('Which dependency?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.target;
}
