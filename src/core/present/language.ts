/**
 * The language that everything is worded in: English keys, and a bundle that says them in another language.
 *
 * This is the one piece of state in the core, and on purpose: a process speaks one language, it is set once at the start
 * before anything is worded, and no decision depends on it. To pass it along instead would hand it through every parser
 * and every rule for the sake of a sentence at the end. A test that speaks another language resets it: `speak(undefined)`.
 *
 * Machines never depend on it: codes, verdicts and keys of JSON are no sentences. The command line never calls `speak`:
 * logs of CI are searched and parsed, so they read the same on every machine.
 */

/** English key to translation: the format of `vscode.l10n` bundles. */
export type Bundle = Readonly<Record<string, string>>;

/**
 * Where the bundle is kept: every lazy door of the build has its own copy of this module (scripts/build.mjs), and all of
 * them speak the same language. A worker is a process of its own here: it is told by whoever starts it.
 */
const PLACE = Symbol.for('ospo-lens.language');
const shared = globalThis as { [PLACE]?: Bundle | undefined };

/** Sets the language of all sentences from now on; `undefined` is English. */
export function speak(bundle: Bundle | undefined): void {
  shared[PLACE] = bundle;
}

/** The bundle that is spoken, to hand it to a worker; `undefined` is English. */
export function spokenBundle(): Bundle | undefined {
  return shared[PLACE];
}

/**
 * A sentence in the spoken language; English where the bundle lacks it. `{0}`, `{1}` stand for the arguments, as in
 * `vscode.l10n.t`. An argument is put in as it is: braces in it stand for nothing.
 *
 * @param message the English sentence, a literal: `npm run words` collects the keys from the source. A whole sentence or
 * phrase, because other languages order and inflect its parts differently.
 */
export function t(message: string, ...args: readonly (string | number)[]): string {
  const words = translated(message);
  return args.length === 0
    ? words
    : words.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));
}

/**
 * `{0} finding` or `{0} findings`: the amount is `{0}`, further arguments follow. Two messages, one for one and one for
 * all else, as English and German have it.
 */
export function plural(
  amount: number,
  one: string,
  many: string,
  ...args: readonly (string | number)[]
): string {
  return t(amount === 1 ? one : many, amount, ...args);
}

/** `a`, `a or b`, `a, b or c`. */
export function listing(items: readonly string[], word: 'and' | 'or'): string {
  const [last = ''] = items.slice(-1);
  if (items.length < 2) return last;
  const others = items.slice(0, -1).join(', ');
  return word === 'and' ? t('{0} and {1}', others, last) : t('{0} or {1}', others, last);
}

/**
 * Marks English words of data that are worded later, by `translated`: reasons that a source states when nobody has set
 * the language yet, or that are compared.
 */
export function phrase<Words extends string>(words: Words): Words {
  return words;
}

/** Words that `phrase` marked, in the spoken language; any other text as it is. */
export function translated(words: string): string {
  const bundle = shared[PLACE];
  return bundle !== undefined && Object.hasOwn(bundle, words) ? (bundle[words] ?? words) : words;
}

/** A table of words that are looked up when they are read, so that it may stand at the top of a file. */
export function worded<Key extends string>(
  table: Readonly<Record<Key, () => string>>,
): Readonly<Record<Key, string>> {
  const words = {} as Record<Key, string>;
  for (const key of Object.keys(table) as Key[])
    Object.defineProperty(words, key, { enumerable: true, get: table[key] });
  return words;
}
