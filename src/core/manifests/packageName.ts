/** Names that node or the registry keep for themselves. */
const RESERVED: readonly string[] = ['node_modules', 'favicon.ico'];

/**
 * Whether a text can name a package of npm's registry, old ones with capitals included
 * (package `validate-npm-package-name`, `validForOldPackages`).
 */
export function isPackageName(text: string): boolean {
  const plain = /^(?:@[^\s/@%:?#\\"<>|^`{}[\]&=+,;$]+\/)?([^\s/@%:?#\\"<>|^`{}[\]&=+,;$]+)$/.exec(text)?.[1];
  if (plain === undefined || text.length > 214) return false;
  if (/^[._]|[^\x21-\x7e]/.test(text)) return false;
  return !RESERVED.includes(text.toLowerCase());
}
