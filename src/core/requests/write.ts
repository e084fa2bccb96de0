import { isMap, isSeq, parseDocument, YAMLSeq } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { ExceptionRequest } from '../model';
import { readDocument } from '../policy/readDocument';

const HEAD = `# What was asked of the OSPO, one block a request. Decisions stand in the policy, not here.
version: 1
`;

/**
 * Adds a request, in the order of packages and days; it takes the place of the same one of the same day. Comments and
 * whatever else stands in the file are kept.
 *
 * @param text the file as it is; empty where there is none yet
 * @returns `undefined` where the file is broken: nothing is written over what cannot be read
 */
export function addRequest(text: string, request: ExceptionRequest): string | undefined {
  return changed(text, (requests, document) => {
    const items = requests.items.filter((item) => !isMap(item) || !isSame(item, request));
    const at = items.findIndex((item) => isMap(item) && keyOf(item) > orderOf(request));
    const block = document.createNode(request);
    items.splice(at < 0 ? items.length : at, 0, block);
    requests.items = items;
  });
}

/** Notes the day on which a request was taken back. */
export function withdrawRequest(text: string, request: ExceptionRequest, day: string): string | undefined {
  return changed(text, (requests) => {
    for (const item of requests.items) if (isMap(item) && isSame(item, request)) item.set('withdrawn', day);
  });
}

function changed(text: string, change: (requests: YAMLSeq, document: Document) => void): string | undefined {
  const { problems } = readDocument(text, '');
  if (problems.some(({ severity }) => severity === 'error')) return undefined;
  const source = text.trim() === '' ? HEAD : text.replace(/^\ufeff/, '');
  const document: Document = parseDocument(source, { uniqueKeys: false });
  const root = document.contents;
  if (!isMap(root)) return undefined;
  const requests = root.get('requests') ?? new YAMLSeq();
  if (!isSeq(requests)) return undefined;
  change(requests, document);
  requests.flow = false;
  root.set('requests', requests);
  const written = document.toString({ lineWidth: 0, indentSeq: true });
  return text.includes('\r\n') ? written.replace(/\r?\n/g, '\r\n') : written;
}

function isSame(item: YAMLMap, request: ExceptionRequest): boolean {
  return keyOf(item) === orderOf(request);
}

function keyOf(item: YAMLMap): string {
  return [textIn(item, 'package'), textIn(item, 'asked'), textIn(item, 'kind') || 'exception'].join('\n');
}

function textIn(item: YAMLMap, key: string): string {
  const value = item.get(key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function orderOf({ package: name, asked, kind }: ExceptionRequest): string {
  return [name, asked, kind].join('\n');
}
