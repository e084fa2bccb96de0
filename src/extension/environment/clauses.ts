import * as vscode from 'vscode';
import type { Clause } from '../../core/index';
import { lineIndex, placesIn } from '../../core/index';
import { locate } from '../convert';

/** A file of a policy: what clauses call it, where it stands, and its text. */
export interface PolicyText {
  readonly name: string;
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** Where a clause can be read: the address or document that it names, else its line in the policy. */
export type ClauseLocator = (clause: Clause) => vscode.Uri;

/**
 * @param files the files of a policy, the first of which the others are the base of; each is read for places only when a
 *   clause of it is asked for
 */
export function clauseLocator(policyUri: vscode.Uri, files: readonly PolicyText[]): ClauseLocator {
  const placers = new Map(files.map((file) => [file.name, placerOf(file)]));
  return (clause) => {
    if (clause.link !== undefined) return locate(clause.link, vscode.Uri.joinPath(policyUri, '..'));
    const place = placers.get(clause.policy);
    if (place) return place(clause.path);
    return /^https:/.test(clause.policy) ? vscode.Uri.parse(clause.policy) : policyUri;
  };
}

/** `#L12,5` is how the editor itself writes a place into an address. */
function placerOf({ uri, text }: PolicyText): (path: string) => vscode.Uri {
  const spanOf = placesIn(text);
  const index = lineIndex(text);
  return (path) => {
    const span = spanOf(path);
    if (!span) return uri;
    const { line, column } = index.positionOf(span.start);
    return uri.with({ fragment: `L${line},${column}` });
  };
}
