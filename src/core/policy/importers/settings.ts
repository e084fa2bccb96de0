import type { Problem } from '../../model';
import { readDocument } from '../readDocument';
import type { Tree, TreeAnswer } from '../tree';
import { t } from '../../present/language';

/** Another tool's settings: a map of which nothing is certain. */
export class Settings {
  private readonly entries: ReadonlyMap<string, Tree>;

  /** @param foldKey brings keys into the form under which they are asked for. */
  constructor(tree: Tree | undefined, foldKey: (key: string) => string = (key) => key) {
    const entries = tree?.kind === 'map' ? tree.entries : [];
    this.entries = new Map(entries.map(({ key, value }) => [foldKey(key), value]));
  }

  without(left: string): Settings {
    const entries = [...this.entries].filter(([key]) => key !== left);
    const span = { start: 0, end: 0 };
    const kept = entries.map(([key, value]) => ({ key, keySpan: span, value }));
    return new Settings({ kind: 'map', entries: kept, path: '', span });
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  tree(key: string): Tree | undefined {
    return this.entries.get(key);
  }

  below(key: string): Settings {
    return new Settings(this.entries.get(key));
  }

  text(key: string): string | undefined {
    return textOf(this.entries.get(key));
  }

  /** True and false, as such or in words. */
  flag(key: string): boolean | undefined {
    const text = this.text(key)?.toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  /** A list of texts; one text is cut at commas and line ends. */
  texts(key: string): string[] {
    const tree = this.entries.get(key);
    if (tree?.kind === 'list') return textsOf(tree);
    return (this.text(key) ?? '')
      .split(/[,\n]/)
      .map((text) => text.trim())
      .filter((text) => text !== '');
  }

  items(key: string): readonly Tree[] {
    const tree = this.entries.get(key);
    return tree?.kind === 'list' ? tree.items : [];
  }
}

export function textOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind !== 'scalar' || tree.value === null) return undefined;
  const text = tree.text.trim();
  return text === '' ? undefined : text;
}

export function textsOf(tree: Tree): string[] {
  return tree.kind === 'list' ? tree.items.flatMap((item) => textOf(item) ?? []) : [];
}

/** Reads YAML or JSON; a document that is no map is a problem. */
export function readSettings(text: string, file: string): TreeAnswer {
  const { tree, problems } = readDocument(text, file);
  if (tree?.kind === 'map' || problems.length > 0) return { tree, problems: problems.map(asImportProblem) };
  const message = t('{0} holds no settings.', file);
  const problem: Problem = { code: 'import.empty', severity: 'error', message, file };
  return { tree: undefined, problems: [problem] };
}

function asImportProblem(problem: Problem): Problem {
  return { ...problem, code: problem.code.replace(/^policy\./, 'import.') };
}
