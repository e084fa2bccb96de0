import * as vscode from 'vscode';
import { copyBanner, documentNotice, sectionAt } from '../../core/index';
import { openAddress } from '../commands/openAddress';
import type { Entry, Library, Volume } from './library';

const SCHEME = 'ospo-lens-policy';
const PREVIEW = 'markdown.showPreview';
const PREVIEWER = 'vscode.markdown-language-features';

/**
 * Opens a document of the policy at a heading: Markdown in the editor's own preview, which runs no scripts, of the web the
 * copy with its date; a web page in the browser.
 */
export async function readDocument(library: Library, entry: Entry, anchor = ''): Promise<void> {
  const volume = await library.open(entry);
  const { place, title, why } = volume;
  if (volume.isPage && 'address' in place) {
    await openAddress(withAnchor(place.address, anchor));
    return;
  }
  if (volume.text === undefined) return offerOriginal(volume, documentNotice.unreadable(title, why ?? ''));
  await preview('file' in place ? place.file : copyUri(volume, place.address), anchor, volume);
}

/** Gives the copies of documents from the web their text. */
export function registerCopies(library: Library): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ query }) => {
      const entry = library.entryAt(query);
      const volume = entry && (library.lastRead(entry) ?? (await library.open(entry)));
      return volume?.text === undefined ? '' : bannerOf(volume, query) + volume.text;
    },
  };
  return vscode.Disposable.from(
    changed,
    library.onDidRead((volume) => {
      if ('address' in volume.place) changed.fire(copyUri(volume, volume.place.address));
    }),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
  );
}

function bannerOf({ fetched, why }: Volume, address: string): string {
  return fetched === undefined ? '' : copyBanner(address, fetched, why);
}

/** The title in the path names the tab; it must not make folders. */
function copyUri({ title }: Entry, address: string): vscode.Uri {
  const name = title.replaceAll(/[/\\]/g, '∕');
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md`, query: address.replace(/#.*$/s, '') });
}

async function preview(uri: vscode.Uri, anchor: string, volume: Volume): Promise<void> {
  const isMarkdown = /\.(md|markdown)$/i.test(uri.path);
  // Its commands are not registered before it is first used.
  const canPreview = isMarkdown && vscode.extensions.getExtension(PREVIEWER) !== undefined;
  const fragment = anchor === '' ? uri.fragment : anchor;
  if (canPreview) {
    await vscode.commands.executeCommand(PREVIEW, uri.with({ fragment }));
    return;
  }
  const line = sectionAt(volume.sections, fragment)?.line ?? 0;
  const document = await vscode.workspace.openTextDocument(uri.with({ fragment: '' }));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(line, 0, line, 0) });
}

async function offerOriginal({ place }: Volume, message: string): Promise<void> {
  const ways = 'address' in place ? [documentNotice.openOriginal] : [];
  const answer = await vscode.window.showWarningMessage(message, ...ways);
  if (answer !== undefined && 'address' in place) await openAddress(place.address);
}

function withAnchor(address: string, anchor: string): string {
  return anchor === '' ? address : `${address.replace(/#.*$/s, '')}#${anchor}`;
}
