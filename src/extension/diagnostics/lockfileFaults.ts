import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { blockSpan, lineIndex } from '../../core/index';
import { rangeFrom, toSeverity } from '../convert';
import { coalesce } from '../coalesce';
import { isShown } from '../documents';
import type { JudgementStore } from '../judgements/store';
import { textOf } from '../lockfiles/lockfileFaults';
import type { Fault, LockfileFaults } from '../lockfiles/lockfileFaults';
import type { Noise } from '../noise/noise';
import { DIAGNOSTIC_SOURCE, findingsGuide } from './findings';

/** Draws what is wrong with lockfiles: on them, and in manifests where nothing is known from them. */
export function registerLockfileFaults(
  store: JudgementStore,
  faults: LockfileFaults,
  noise: Noise,
  extension: vscode.Uri,
): vscode.Disposable {
  const guide = findingsGuide(extension);
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens-lockfile');
  let drawn = new Map<string, readonly vscode.Diagnostic[]>();
  const draw = () => {
    const next = noise.isQuiet ? new Map<string, vscode.Diagnostic[]>() : diagnosticsOf(store, faults, guide);
    for (const [file, diagnostics] of next)
      if (!isDeepStrictEqual(drawn.get(file), diagnostics))
        collection.set(vscode.Uri.parse(file), diagnostics);
    for (const file of drawn.keys()) if (!next.has(file)) collection.delete(vscode.Uri.parse(file));
    drawn = next;
  };
  return vscode.Disposable.from(
    collection,
    coalesce(
      draw,
      faults.onDidChange,
      store.onDidChange,
      noise.onDidChange,
      vscode.window.onDidChangeVisibleTextEditors,
      vscode.window.tabGroups.onDidChangeTabs,
    ),
  );
}

function diagnosticsOf(
  store: JudgementStore,
  faults: LockfileFaults,
  guide: vscode.Uri,
): Map<string, vscode.Diagnostic[]> {
  const byFile = new Map<string, vscode.Diagnostic[]>();
  for (const [file, ofFile] of faults.all())
    byFile.set(
      file,
      ofFile.map((fault) => onLockfile(fault, guide)),
    );
  for (const uri of store.uris()) {
    const diagnostic = inManifest(uri, store, faults, guide);
    if (diagnostic) byFile.set(uri.toString(), [diagnostic]);
  }
  return byFile;
}

const FIRST_LINE = new vscode.Range(0, 0, 0, 1);

function onLockfile({ problem, range }: Fault, guide: vscode.Uri): vscode.Diagnostic {
  const place = range ? rangeFrom(range) : FIRST_LINE;
  return diagnosticAt(place, problem.message, problem.severity, { value: problem.code, target: guide });
}

/**
 * One for a manifest with dependencies, of whose lockfile nothing is known: the one beside the lockfile, and those that
 * editors show. Hundreds of a workspace would only say the same.
 */
function inManifest(
  uri: vscode.Uri,
  store: JudgementStore,
  faults: LockfileFaults,
  guide: vscode.Uri,
): vscode.Diagnostic | undefined {
  const [judged, fault] = [store.get(uri), faults.blindOf(uri)];
  if (!judged || !fault) return undefined;
  const { problem, file, range } = fault;
  const isBeside = vscode.Uri.joinPath(file, '..').path === vscode.Uri.joinPath(uri, '..').path;
  if (!isBeside && !isShown(uri)) return undefined;
  const dependencies = judged.judgements.map(({ dependency }) => dependency);
  const place = rangeFrom(lineIndex(judged.text).rangeOf(blockSpan(judged.text, dependencies)));
  const diagnostic = diagnosticAt(place, textOf(fault), 'information', {
    value: problem.code,
    target: guide,
  });
  const there = new vscode.Location(file, range ? rangeFrom(range) : FIRST_LINE);
  diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(there, problem.message)];
  return diagnostic;
}

function diagnosticAt(
  range: vscode.Range,
  message: string,
  severity: Fault['problem']['severity'],
  code: { value: string; target: vscode.Uri },
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, toSeverity(severity));
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = code;
  return diagnostic;
}
