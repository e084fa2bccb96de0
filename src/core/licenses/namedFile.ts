/**
 * The file that a statement such as `SEE LICENSE IN EULA.md` names, as written but for a leading `./`.
 *
 * @param statement a license field that only points to a text
 * @returns `undefined` where it names none (`See the LICENSE file`): then the license file of the package is meant
 */
export function fileNamedBy(statement: string): string | undefined {
  const text = statement.trim();
  if (/^see\s+(in\s+)?(the\s+)?licen[sc]e(\s+file)?\.?$/i.test(text)) return undefined;
  const named =
    /^see\s+(?:the\s+)?licen[sc]e\s+in\s+(.+)$/i.exec(text)?.[1] ??
    /^see\s+(?:in\s+)?(?:the\s+)?(\S+)(?:\s+file)?$/i.exec(text)?.[1];
  // What cannot be read for sure is no file's name: so it is found nowhere.
  return (named ?? text).replace(/^\.\//, '');
}
