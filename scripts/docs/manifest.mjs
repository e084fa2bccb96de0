// package.json as a reader sees it: its words stand in package.nls.json, and for other languages beside it.
import { readFileSync } from 'node:fs';

/**
 * package.json with its words in the places of their keys; what has none stays `%key%`.
 * @param {string} [language] such as `de`; English when left out
 */
export function readManifest(language) {
  const words = manifestWords(language);
  const say = (_key, value) =>
    typeof value === 'string' ? value.replace(/^%(.+)%$/, (key, name) => words[name] ?? key) : value;
  return JSON.parse(readFileSync('package.json', 'utf8'), say);
}

/** The words of package.json by their keys. */
export function manifestWords(language) {
  const file = language === undefined ? 'package.nls.json' : `package.nls.${language}.json`;
  return JSON.parse(readFileSync(file, 'utf8'));
}
