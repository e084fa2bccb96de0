import * as vscode from 'vscode';
import type { Clause } from '../../core/index';
import type { PlaceOf, Policy } from '../../core/index';
import { lineIndex, outlineOf, sectionAt } from '../../core/index';
import { isAddress, locate } from '../convert';
import { readText } from '../documents';

/** A file of a policy: what clauses call it, where it stands, its text, and where its values stand in that. */
export interface PolicyText {
  readonly name: string;
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly placeOf: PlaceOf;
}

/** Where a clause can be read: the address or document that it names, else its line in the policy. */
export type ClauseLocator = (clause: Clause) => vscode.Uri;

/** The line of a heading in a Markdown file, from 1; `undefined` where nothing is known of it. */
export type HeadingLine = (place: vscode.Uri) => number | undefined;

/**
 * Reads the files that the policy lists as its documents, so that a finding can lead to the very heading: the editor
 * itself knows lines only. Addresses are not asked for.
 */
export async function readHeadings(
  { documents }: Policy,
  policyUri: vscode.Uri,
): Promise<{ readonly files: readonly string[]; readonly lineOf: HeadingLine }> {
  const base = vscode.Uri.joinPath(policyUri, '..');
  const uris = documents
    .filter(({ location }) => !isAddress(location))
    .map(({ location }) => locate(location, base).with({ fragment: '' }));
  const texts = await Promise.all(uris.map((uri) => readText(uri).catch(() => '')));
  const outlines = new Map(uris.map((uri, index) => [uri.toString(), lazyOutline(texts[index] ?? '')]));
  return {
    files: uris.map(({ fsPath }) => fsPath),
    lineOf: (place) => {
      const outline = outlines.get(place.with({ fragment: '' }).toString());
      const section = outline && sectionAt(outline(), place.fragment);
      return section && section.line + 1;
    },
  };
}

function lazyOutline(text: string): () => ReturnType<typeof outlineOf> {
  let outline: ReturnType<typeof outlineOf> | undefined;
  return () => (outline ??= outlineOf(text));
}

/**
 * @param files the files of a policy, the first of which the others are the base of; each is read for places only when a
 *   clause of it is asked for
 */
export function clauseLocator(
  policyUri: vscode.Uri,
  files: readonly PolicyText[],
  lineOf: HeadingLine,
): ClauseLocator {
  const placers = new Map(files.map((file) => [file.name, placerOf(file)]));
  return (clause) => {
    if (clause.link !== undefined) return placeOfLink(clause.link, policyUri, lineOf);
    const place = placers.get(clause.policy);
    if (place) return place(clause.path);
    return /^https:/.test(clause.policy) ? vscode.Uri.parse(clause.policy) : policyUri;
  };
}

function placeOfLink(link: string, policyUri: vscode.Uri, lineOf: HeadingLine): vscode.Uri {
  const place = locate(link, vscode.Uri.joinPath(policyUri, '..'));
  const line = isAddress(link) ? undefined : lineOf(place);
  return line === undefined ? place : place.with({ fragment: `L${line}` });
}

/** `#L12,5` is how the editor itself writes a place into an address. */
function placerOf({ uri, text, placeOf }: PolicyText): (path: string) => vscode.Uri {
  const index = lineIndex(text);
  return (path) => {
    const span = placeOf(path);
    if (!span) return uri;
    const { line, column } = index.positionOf(span.start);
    return uri.with({ fragment: `L${line},${column}` });
  };
}
