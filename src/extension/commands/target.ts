import * as vscode from 'vscode';
import type { DependencyScope, Judgement, PathStep } from '../../core/index';
import { broughtJudgement, inlayOf, notice, t } from '../../core/index';
import { activeManifest } from '../documents';
import { soon } from '../judgements/soon';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

/** Names one entry of one manifest, so that links, tree items and actions can hand it to a command as JSON. */
export interface DependencyRef {
  readonly manifest: string;
  readonly name: string;
  readonly scope: DependencyScope;
  /** A package that the dependency brings: it is meant instead. */
  readonly brought?: PathStep;
}

/** A dependency, or a package that one brings, as it is judged now. */
export interface Target {
  readonly judged: JudgedManifest;
  /** Of a package that is brought as if the manifest named it. */
  readonly judgement: Judgement;
  /** Of a package that is brought: the dependency that brings it. */
  readonly bringer?: Judgement;
}

export function refOf({ judged, judgement, bringer }: Target): DependencyRef {
  const { name, scope } = (bringer ?? judgement).dependency;
  const manifest = judged.uri.toString();
  if (bringer === undefined) return { manifest, name, scope };
  const { packageName, range } = judgement.dependency;
  return { manifest, name, scope, brought: { name: packageName, version: range } };
}

/** The dependency that a command is about: what it was handed, else the one at the cursor, else the one that is picked. */
export async function targetOf(argument: unknown, store: JudgementStore): Promise<Target | undefined> {
  const ref = readRef(argument);
  if (ref) return find(ref, store);
  await soon(store, () => {
    const document = activeManifest();
    return document ? store.get(document.uri) : store.all()[0];
  });
  return atCursor(store) ?? (await pick(store));
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
  if (!judged || !judgement) return undefined;
  if (ref.brought === undefined) return { judged, judgement };
  const brought = broughtJudgement(ref.brought, judgement);
  return brought && { judged, judgement: brought, bringer: judgement };
}

/** Arguments come from links and from tree items: the latter carry their reference in `ref`. */
function readRef(argument: unknown): DependencyRef | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { manifest, name, scope, ref, brought } = argument as Record<string, unknown>;
  if (ref !== undefined) return readRef(ref);
  if (typeof manifest !== 'string' || typeof name !== 'string' || !isScope(scope)) return undefined;
  return { manifest, name, scope, ...(isStep(brought) && { brought }) };
}

function isStep(value: unknown): value is PathStep {
  const { name, version } = (value ?? {}) as Partial<Record<keyof PathStep, unknown>>;
  return typeof name === 'string' && typeof version === 'string';
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
  if (store.all().length === 0) {
    void vscode.window.showInformationMessage(notice.noManifest);
    return undefined;
  }
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
