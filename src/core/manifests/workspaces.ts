import { parseManifest } from './packageJson';
import { isPackageName } from './packageName';

/** Far beyond every manifest's own name; a run that is longer is none. */
const NAME = /"name"\s{0,20}:\s{0,20}"([^"\\\n]{1,214})"/g;

/**
 * Whether the package.json at the root of a project seems to say that the project holds packages of its own. A text
 * that is no JSON may say so, too: to search in vain is harmless, to miss the packages tells their names to others.
 */
export function declaresPackages(text: string): boolean {
  return text.includes('"workspaces"');
}

/**
 * The names that a package.json gives its package: one, as long as it can be read. Of a text too broken for that (two
 * sides of a merge, say) every name in it, since any may be the package's.
 */
export function packageNamesIn(text: string): readonly string[] {
  const { value, problems } = parseManifest(text);
  if (value.name !== undefined) return [value.name];
  if (problems.length === 0) return [];
  return [...text.matchAll(NAME)].flatMap(([, found]) => (found && isPackageName(found) ? [found] : []));
}
