import type { ExceptionRequest, Parsed, Problem, RequestKind } from '../model';
import { readDocument } from '../policy/readDocument';
import type { Tree, TreeMap } from '../policy/tree';
import { t } from '../present/language';

/** The file of a repository in which requests are kept for all to see. */
export const REQUESTS_FILE = 'ospo-requests.yaml';

const KINDS: readonly RequestKind[] = ['exception', 'question'];

/**
 * Reads requests (YAML, or JSON as a part of it). Never throws; a request that cannot be read is a problem with its
 * place, and the others are read.
 */
export function parseRequests(text: string, file: string): Parsed<readonly ExceptionRequest[]> {
  if (text.trim() === '') return { value: [], problems: [] };
  const { tree, problems: unread } = readDocument(text, file);
  const problems: Problem[] = unread.map((problem) => ({ ...problem, code: 'requests.syntax' }));
  const list = fieldOf(tree, 'requests');
  if (list?.kind !== 'list') {
    if (problems.length === 0 && (tree?.kind !== 'map' || list !== undefined))
      problems.push(notAList(file, list ?? tree));
    return { value: [], problems };
  }
  const value = list.items.flatMap((item) => {
    const request = readRequest(item);
    if (request === undefined) problems.push(unreadable(file, item));
    return request ?? [];
  });
  return { value, problems };
}

function fieldOf(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? tree.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

function readRequest(tree: Tree): ExceptionRequest | undefined {
  if (tree.kind !== 'map') return undefined;
  const name = textAt(tree, 'package');
  const asked = dayAt(tree, 'asked');
  const kind = KINDS.find((each) => each === (textAt(tree, 'kind') ?? 'exception'));
  if (name === undefined || asked === undefined || kind === undefined) return undefined;
  return {
    package: name,
    ...optional('version', textAt(tree, 'version')),
    kind,
    asked,
    ...optional('by', textAt(tree, 'by')),
    reason: textAt(tree, 'reason') ?? '',
    ...optional('until', dayAt(tree, 'until')),
    ...optional('rule', textAt(tree, 'rule')),
    ...optional('withdrawn', dayAt(tree, 'withdrawn')),
  };
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}

function textAt(tree: TreeMap, key: string): string | undefined {
  const value = fieldOf(tree, key);
  const text = value?.kind === 'scalar' && value.value !== null ? value.text.trim() : '';
  return text === '' ? undefined : text;
}

function dayAt(tree: TreeMap, key: string): string | undefined {
  const text = textAt(tree, key);
  return text !== undefined && isDay(text) ? text : undefined;
}

/** Whether a text is a day of the calendar, such as `2026-11-23`. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function notAList(file: string, tree: Tree | undefined): Problem {
  const span = tree?.span ?? { start: 0, end: 0 };
  const message = t('expected `requests:` with a list of requests.');
  return { code: 'requests.type', severity: 'warning', message, file, span };
}

function unreadable(file: string, { span, path }: Tree): Problem {
  const message = t(
    '{0}: not read as a request. It needs `package` and `asked`, a day such as 2026-11-23; `kind` is exception or question.',
    path,
  );
  return { code: 'requests.type', severity: 'warning', message, file, span };
}
