import * as vscode from 'vscode';
import type { Finding, FindingData, Via } from '../../core/index';
import { findingsOn, lineIndex, messageOf } from '../../core/index';
import { rangeFrom, toSeverity } from '../convert';
import { openDocument } from '../documents';
import type { Environment, Environments } from '../environment/environments';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import { Paced } from '../paced';
import type { Noise } from '../noise/noise';

export const DIAGNOSTIC_SOURCE = 'OSPO Lens';

/** The page that says what each code means: the target where no clause of the policy is one. */
export const findingsGuide = (extension: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extension, 'resources', 'docs', 'findings.md');

/** What a diagnostic says, wherever it stands: worded once for each finding. */
interface Said {
  readonly message: string;
  readonly target: vscode.Uri;
}

/** Draws the findings of every manifest that is judged, open or not. */
export function registerFindings(
  store: JudgementStore,
  environments: Environments,
  noise: Noise,
  extension: vscode.Uri,
): vscode.Disposable {
  const guide = findingsGuide(extension);
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens');
  const drawn = new Map<string, readonly vscode.Diagnostic[]>();
  const words = new WeakMap<FindingData | Via, Said>();
  const draw = (uri: vscode.Uri) => {
    const [judged, environment] = [store.get(uri), environments.get(uri)];
    if (!judged || !environment) {
      if (drawn.delete(uri.toString())) collection.delete(uri);
      return;
    }
    const document = openDocument(uri);
    if (document && document.version !== judged.version) return;
    const before = drawn.get(uri.toString()) ?? [];
    const findings = noise.isQuiet ? [] : noise.shown(judged).flatMap((one) => findingsOn(one.judgement));
    const diagnostics = diagnosticsOf(judged, findings, before, (finding) => {
      // What is to be said of packages that are brought in is shared, the way to each is its own.
      const key = finding.via ?? finding.data;
      const known = words.get(key) ?? say(finding, environment, guide);
      words.set(key, known);
      return known;
    });
    if (diagnostics === before) return;
    drawn.set(uri.toString(), diagnostics);
    collection.set(uri, diagnostics);
  };
  const paced = new Paced();
  const drawAll = () => store.uris().forEach((uri) => void paced.run(() => draw(uri)));
  return vscode.Disposable.from(collection, paced, store.onDidChange(draw), noise.onDidChange(drawAll));
}

function say(finding: Finding, { locate }: Environment, guide: vscode.Uri): Said {
  return { message: messageOf(finding), target: finding.clause ? locate(finding.clause) : guide };
}

/** Answers `before` where nothing is to be drawn anew: telling the editor costs more than finding that out. */
function diagnosticsOf(
  judged: JudgedManifest,
  findings: readonly Finding[],
  before: readonly vscode.Diagnostic[],
  wordsOf: (finding: Finding) => Said,
): readonly vscode.Diagnostic[] {
  const index = findings.length > 0 ? lineIndex(judged.text) : undefined;
  const diagnostics = findings.map((finding, i) => {
    const range = index ? rangeFrom(index.rangeOf(finding.span)) : NOWHERE;
    const said = wordsOf(finding);
    const known = before[i];
    return known && isSame(known, finding, said, range) ? known : toDiagnostic(finding, said, range);
  });
  const isUnchanged =
    diagnostics.length === before.length && diagnostics.every((one, i) => one === before[i]);
  return isUnchanged ? before : diagnostics;
}

const NOWHERE = new vscode.Range(0, 0, 0, 0);

function isSame(known: vscode.Diagnostic, finding: Finding, said: Said, range: vscode.Range): boolean {
  const { code, message, severity } = known;
  return (
    message === said.message &&
    severity === toSeverity(finding.severity) &&
    typeof code === 'object' &&
    code.target === said.target &&
    code.value === finding.code &&
    known.range.isEqual(range)
  );
}

function toDiagnostic(finding: Finding, { message, target }: Said, range: vscode.Range): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, toSeverity(finding.severity));
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: finding.code, target };
  if (finding.code === 'package.deprecated') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
