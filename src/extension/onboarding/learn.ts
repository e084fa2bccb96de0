import * as vscode from 'vscode';
import type { LearnText } from '../../core/index';
import { learnTexts } from '../../core/index';
import { isAddress, locate } from '../convert';
import type { Environments } from '../environment/environments';

/** A text to learn from, and where it is: what `ospoLens.openDocument` opens. */
export interface LearnEntry {
  readonly label: string;
  /** What it is about, or where an organization's own text is. */
  readonly about: string;
  readonly isOwn: boolean;
  readonly target: string | vscode.Uri;
}

/** The organization's texts, then those that ship inside, as the policy of the current manifest wants them. */
export function learnEntries(environments: Environments, extension: vscode.Uri): LearnEntry[] {
  const environment = environments.current();
  const folder = vscode.Uri.joinPath(environment?.policyUri ?? extension, '..');
  return learnTexts(environment?.policy ?? {}).map((text) => entryOf(text, folder, extension));
}

function entryOf(text: LearnText, policyFolder: vscode.Uri, extension: vscode.Uri): LearnEntry {
  if (text.kind === 'own') {
    const { title, location } = text;
    const target = isAddress(location) ? location : locate(location, policyFolder);
    return { label: title, about: location, isOwn: true, target };
  }
  const target = vscode.Uri.joinPath(extension, 'resources', 'guidance', `${text.id}.md`);
  return { label: text.title, about: text.about, isOwn: false, target };
}
