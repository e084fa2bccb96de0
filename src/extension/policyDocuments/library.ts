import * as vscode from 'vscode';
import type { DocumentSection, Logger, PolicyDocument } from '../../core/index';
import { outlineOf, t } from '../../core/index';
import { defaultCacheFolder } from '../../sources/cacheFolder';
import { memo } from '../../sources/memo';
import { openWebDocuments } from '../../sources/policyDocuments';
import type { WebDocuments } from '../../sources/policyDocuments';
import { isAddress, locate } from '../convert';
import { readText } from '../documents';
import type { Environment, Environments } from '../environment/environments';

/** A document that the policy lists. */
export interface Entry {
  readonly title: string;
  /** A file, or the address as the policy writes it. */
  readonly place: { readonly file: vscode.Uri } | { readonly address: string };
}

/** A document as far as it could be read. */
export interface Volume extends Entry {
  /** Empty where there is no text to read. */
  readonly sections: readonly DocumentSection[];
  readonly text: string | undefined;
  /** The instant of the copy, for a document from the web. */
  readonly fetched?: string;
  /** A web page, which a browser shows. */
  readonly isPage?: true;
  /** Why it could not be read, or not anew. */
  readonly why?: string;
}

/**
 * The organization's documents. Nothing is read before somebody looks: a file is read each time, a document from the web
 * is kept in the cache that all windows share.
 */
export class Library implements vscode.Disposable {
  private readonly web = new Map<string, Promise<WebDocuments>>();
  private readonly known = new Map<string, Volume>();
  private readonly read = new vscode.EventEmitter<Volume>();
  /** Fires when a document was read. */
  readonly onDidRead = this.read.event;

  constructor(
    private readonly environments: Environments,
    private readonly logger: Logger,
  ) {}

  entries(): Entry[] {
    const environment = this.environments.current();
    return environment?.policy.documents.map((document) => entryOf(document, environment)) ?? [];
  }

  /** The entry that is read at an address, whatever the heading. */
  entryAt(address: string): Entry | undefined {
    const wanted = withoutHeading(address);
    return this.entries().find(({ place }) => 'address' in place && withoutHeading(place.address) === wanted);
  }

  /** What was read of it last; never waits. */
  lastRead(entry: Entry): Volume | undefined {
    return this.known.get(keyOf(entry));
  }

  /** Never rejects. */
  async open(entry: Entry): Promise<Volume> {
    const { place } = entry;
    const volume =
      'file' in place ? await openFile(entry, place.file) : await this.openWeb(entry, place.address);
    this.known.set(keyOf(entry), volume);
    this.read.fire(volume);
    return volume;
  }

  dispose(): void {
    this.read.dispose();
  }

  private async openWeb(entry: Entry, address: string): Promise<Volume> {
    const nothing = { ...entry, sections: [], text: undefined };
    if (!/^https:/i.test(address)) return { ...nothing, isPage: true };
    const found = await (await this.webDocuments()).read(address, this.isOffline());
    if (found.kind === 'page') return { ...nothing, isPage: true };
    if (found.kind === 'none') return { ...nothing, why: found.why };
    return { ...entry, ...found, sections: outlineOf(found.text) };
  }

  private isOffline(): boolean {
    return this.environments.current()?.config.offline === true;
  }

  private webDocuments(): Promise<WebDocuments> {
    const config = this.environments.current()?.config;
    return memo(this.web, JSON.stringify([config?.connection, config?.timeoutMs]), () =>
      Promise.resolve(
        openWebDocuments(defaultCacheFolder(), this.logger, config?.connection, config?.timeoutMs ?? 15_000),
      ),
    );
  }
}

function entryOf({ title, location }: PolicyDocument, { policyUri }: Environment): Entry {
  if (isAddress(location)) return { title, place: { address: location } };
  return { title, place: { file: locate(location, vscode.Uri.joinPath(policyUri, '..')) } };
}

async function openFile(entry: Entry, file: vscode.Uri): Promise<Volume> {
  try {
    const text = await readText(file.with({ fragment: '' }));
    return { ...entry, text, sections: outlineOf(text) };
  } catch {
    return { ...entry, text: undefined, sections: [], why: t('there is no such file') };
  }
}

export function keyOf({ place }: Entry): string {
  return 'file' in place ? place.file.toString() : place.address;
}

function withoutHeading(address: string): string {
  return address.replace(/#.*$/s, '');
}
