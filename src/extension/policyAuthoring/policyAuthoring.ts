import * as vscode from 'vscode';
import type { PolicyCompletion, Schema } from '../../core/index';
import { completePolicy, describePolicy } from '../../core/index';
import { toRange } from '../convert';
import { readText } from '../documents';

/** Policies in YAML; of those in JSON the editor itself takes care, by the schema that package.json contributes. */
const SELECTOR: vscode.DocumentSelector = { scheme: 'file', pattern: '**/ospo-policy.{yaml,yml}' };

/** Completion and hovers while a policy is written, from its JSON Schema. */
export function registerPolicyAuthoring(extensionUri: vscode.Uri): vscode.Disposable {
  const schema = lazySchema(vscode.Uri.joinPath(extensionUri, 'resources', 'schemas', 'policy.schema.json'));
  const completion: vscode.CompletionItemProvider = {
    provideCompletionItems: async (document, position) => {
      const found = completePolicy(document.getText(), document.offsetAt(position), await schema());
      return found.map((item) => toItem(item, document));
    },
  };
  const hover: vscode.HoverProvider = {
    provideHover: async (document, position) => {
      const found = describePolicy(document.getText(), document.offsetAt(position), await schema());
      return found && new vscode.Hover(found.description, toRange(document, found.span));
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(SELECTOR, completion, ' ', '[', '-', ':', '"'),
    vscode.languages.registerHoverProvider(SELECTOR, hover),
  );
}

function toItem(found: PolicyCompletion, document: vscode.TextDocument): vscode.CompletionItem {
  const kind = found.kind === 'key' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.Value;
  const item = new vscode.CompletionItem(found.label, kind);
  item.insertText = found.insertText;
  item.range = toRange(document, found.span);
  item.filterText = found.label;
  if (found.description !== undefined) item.documentation = found.description;
  return item;
}

function lazySchema(uri: vscode.Uri): () => Promise<Schema> {
  let loading: Promise<Schema> | undefined;
  return () => (loading ??= readText(uri).then((text) => JSON.parse(text) as Schema));
}
