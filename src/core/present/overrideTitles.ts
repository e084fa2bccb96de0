import type { OverridePlace } from '../fixes/pnpmPlace';
import type { Pin } from '../fixes/pin';
import type { Finding, Override, OverrideRoot, Requirement, WaysOut } from '../model';
import { listing, plural, t } from './language';
import { clip } from './plain';
import { stepText } from './via';

/** `Use lib 2.1.0, which the lockfile has elsewhere: it brings nothing that the policy stops` */
export function versionTitle(name: string, version: string): string {
  return t(
    'Use {0} {1}, which the lockfile has elsewhere: it brings nothing that the policy stops',
    clip(name, 214),
    clip(version, 60),
  );
}

/** `Override ua-parser-js by ^1.0.41 (MIT), in package.json: outside of what lib asks for (^2.0.0), so test it` */
export function overrideTitle(
  override: Override,
  where: { readonly root: OverrideRoot; readonly place: OverridePlace },
): string {
  return withUntested(t('{0}, in {1}', overrideText(override), fileText(where.root, where.place)), override);
}

/** `Override ua-parser-js by ^1.0.41 (MIT)` */
export function overrideText(override: Override): string {
  const { to } = override;
  if (to.kind === 'alternative') {
    const [name, range] = [clip(to.choice.name, 214), clip(to.choice.range, 60)];
    return t('Override {0} by {1} {2}, an approved drop-in replacement', subject(override), name, range);
  }
  const [range, license] = [clip(to.range, 60), clip(to.license, 60)];
  return license === ''
    ? t('Override {0} by {1}', subject(override), range)
    : t('Override {0} by {1} ({2})', subject(override), range, license);
}

/** The ways out of one package in words, without the place that they change. */
export function wayTexts(ways: WaysOut | undefined, dependency: string): string[] {
  if (ways === undefined) return [];
  const versions = ways.versions.slice(0, 1).map((version) => versionTitle(dependency, version));
  const overrides = ways.overrides.map((override) => withUntested(overrideText(override), override));
  return [...versions, ...overrides];
}

function withUntested(what: string, { untested }: Override): string {
  return untested.length === 0 ? what : t('{0}: {1}', what, untestedText(untested));
}

/** `ua-parser-js`, `ua-parser-js below a and b` */
function subject({ name, under }: Override): string {
  if (under.length === 0) return clip(name, 214);
  const parents = listing(
    under.map((each) => clip(each, 214)),
    'and',
  );
  return t('{0} below {1}', clip(name, 214), parents);
}

function fileText({ manifest }: OverrideRoot, place: OverridePlace): string {
  switch (place) {
    case 'manifest':
      return manifest === undefined ? 'package.json' : t('the package.json of the workspace');
    case 'manifest-perhaps':
      return t('package.json (read there by pnpm 10 and earlier)');
    case 'settings':
      return 'pnpm-workspace.yaml';
    case 'settings-perhaps':
      return t('pnpm-workspace.yaml (read there by pnpm 10 and later)');
  }
}

/** Those that are known to ask for something else come first, and are told before those of which nothing is known. */
function untestedText(untested: readonly Requirement[]): string {
  const told = untested.filter(({ range }) => range !== undefined);
  const [first] = untested;
  const name = first === undefined || first.by === '' ? 'package.json' : clip(first.by, 214);
  if (first?.range === undefined) {
    const others = untested.length - 1;
    if (others === 0) return t('the lockfile does not tell what {0} asks for, so test it', name);
    return plural(
      others,
      'the lockfile does not tell what {1} and {0} other ask for, so test it',
      'the lockfile does not tell what {1} and {0} others ask for, so test it',
      name,
    );
  }
  const [range, others] = [clip(first.range, 60), told.length - 1];
  if (others === 0) return t('outside of what {0} asks for ({1}), so test it', name, range);
  return plural(
    others,
    'outside of what {1} ({2}) and {0} other ask for, so test it',
    'outside of what {1} ({2}) and {0} others ask for, so test it',
    name,
    range,
  );
}

/** `bad 2.0.0 is pinned by overrides in package.json: "bad": "2.0.0"` */
export function pinText({ via }: Finding, { keys, value, block, file }: Pin): string {
  const names = keys.map((key) => clip(key, 100)).join(' › ');
  const own = stepText(via?.path.at(-1) ?? { name: '', version: '' });
  return t('{0} is pinned by {1} in {2}: {3}', own, block, file, `"${names}": "${clip(value, 60)}"`);
}
