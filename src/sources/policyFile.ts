import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { dependencyReviewAsPolicy, detectFormat, EVERY_NAME, t } from '../core/index';
import type { Parsed, PlaceOf, Policy, Problem } from '../core/index';
import { readText } from './disk';
import { foldersUpTo, isInside } from './folders';
import type { ConnectionOptions } from './networkOptions';
import { readChain, whyUnread } from './policyChain';
import type { ChainOptions } from './policyChain';
import { readPolicyHere } from './policyReader';
import type { PolicyReader } from './policyReader';

export interface LoadPolicyOptions {
  /** The folder whose manifests are to be judged: the search begins here and goes up to `root`. */
  readonly folder: string;
  /** The workspace's root. The repository's root (`.git`) ends the search, too. */
  readonly root?: string;
  /** A file that the user names; nothing else is searched then. Relative ones are refused in an untrusted workspace. */
  readonly explicit?: string;
  /** Whether nothing is judged without that file, not even by the default. */
  readonly isRequired?: boolean;
  /** Whether the workspace is trusted: the policy of another one is not read, nor any other file in it. */
  readonly trusted: boolean;
  /** The folders of the workspace besides `folder`. */
  readonly workspace?: readonly string[];
  /** Where `policy/default.yaml` stands. */
  readonly resourcesDir: string;
  /** How the host calls a file: what clauses and messages say of it. The path itself unless told. */
  readonly nameOf?: (file: string) => string;
  /** The default policy as the build read it: spares its YAML. A file that is not there or broken is not missed. */
  readonly compiledDefault?: string;
  /** Where policies that were downloaded by `extends` are kept. */
  readonly cacheFolder?: string;
  /** Downloads nothing: only what is kept may be used. */
  readonly offline?: boolean;
  /** How addresses are reached, where the host was told. */
  readonly connection?: ConnectionOptions;
  /** Reads texts elsewhere, beside other work; absent: here. */
  readonly read?: PolicyReader;
}

export interface LoadedPolicy extends Parsed<Policy> {
  /** The file that the policy was read from; the built-in default has one, too. */
  readonly file: string;
  /** Every file that was read, or looked for in vain: a change of one of them changes the policy. */
  readonly files: readonly string[];
  /** Where the values stand in each of those files, as far as it is known. */
  readonly places: ReadonlyMap<string, PlaceOf>;
}

/** The names under which a policy is found in a folder, in order. */
export const POLICY_FILE_NAMES: readonly string[] = ['', '.github/'].flatMap((folder) =>
  ['yaml', 'yml', 'json'].map((extension) => `${folder}ospo-policy.${extension}`),
);

/**
 * Finds and reads the policy of a folder: the file that the user names, else the nearest `ospo-policy.yaml` (`.yml`,
 * `.json`, also in `.github`), else the default that ships inside. Never rejects: what cannot be read is a problem.
 */
export async function loadPolicy(options: LoadPolicyOptions): Promise<LoadedPolicy> {
  const { explicit } = options;
  if (explicit !== undefined && isRefused(explicit, options))
    return defaultPolicy(options, [refused(explicit)]);
  if (explicit !== undefined) return readOr(resolve(explicit), options, 'policy.not-found');
  const found = options.trusted ? findPolicyFile(options.folder, options.root) : undefined;
  return found === undefined ? defaultPolicy(options, []) : readOr(found, options, 'policy.unreadable');
}

/** The nearest policy file from `folder` up to the workspace's or the repository's root, whichever comes first. */
export function findPolicyFile(folder: string, root: string = folder): string | undefined {
  for (const at of foldersUpTo(folder, root)) {
    const name = POLICY_FILE_NAMES.find((candidate) => existsSync(join(at, candidate)));
    if (name !== undefined) return join(at, name);
    if (existsSync(join(at, '.git'))) return undefined;
  }
  return undefined;
}

/** Whoever wrote an untrusted workspace can put a file wherever a path leads within it. */
function isRefused(file: string, { trusted, folder, workspace = [] }: LoadPolicyOptions): boolean {
  if (trusted) return false;
  if (!isAbsolute(file)) return true;
  return [folder, ...workspace].some((at) => isInside(file, at) || isInside(realOf(file), realOf(at)));
}

function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

async function readOr(file: string, options: LoadPolicyOptions, code: string): Promise<LoadedPolicy> {
  const text = await readText(file).catch((error: unknown) => error as NodeJS.ErrnoException);
  const origin = options.nameOf?.(file) ?? file;
  if (typeof text !== 'string') {
    const message = unreadable(origin, text, options);
    const instead = await defaultPolicy(options, [{ code, severity: 'error', message, file }]);
    return { ...instead, files: [...instead.files, file] };
  }
  if (isForeign(file, text))
    return { ...named(file, dependencyReviewAsPolicy(text, origin)), file, files: [file], places: new Map() };
  return { ...(await readChain({ text, place: file }, chainOptions(options))), file };
}

/** A configuration of dependency-review-action, which can be the policy as it is. */
function isForeign(file: string, text: string): boolean {
  return !/ospo-policy\.\w+$/.test(file) && detectFormat(file, text) === 'dependency-review';
}

function named(file: string, { value, problems }: Parsed<Policy>): Parsed<Policy> {
  return { value, problems: problems.map((problem) => ({ ...problem, file })) };
}

function chainOptions(options: LoadPolicyOptions): ChainOptions {
  const { root = options.folder, nameOf = (file: string) => file } = options;
  return { ...options, root, nameOf };
}

async function defaultPolicy(
  options: LoadPolicyOptions,
  problems: readonly Problem[],
): Promise<LoadedPolicy> {
  const file = join(options.resourcesDir, 'policy', 'default.yaml');
  const compiled = readCompiled(options.compiledDefault);
  // A policy that was meant and cannot be read may list any name as private.
  const isBlind = problems.some(({ severity }) => severity === 'error');
  const valueFrom = (value: Policy) => (isBlind ? { ...value, privatePackages: EVERY_NAME } : value);
  if (compiled !== undefined)
    return { value: valueFrom(compiled), problems, file, files: [file], places: new Map() };
  const text = await readText(file).catch(() => '');
  const { read = readPolicyHere } = options;
  const own = await read({ text, origin: 'default', isDefault: true });
  const places = new Map([[file, own.placeOf]]);
  return {
    value: valueFrom(own.value),
    problems: [...problems, ...own.problems],
    file,
    files: [file],
    places,
  };
}

function readCompiled(file: string | undefined): Policy | undefined {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Policy;
  } catch {
    return undefined;
  }
}

function refused(file: string): Problem {
  const message = t(
    'The policy {0} is not read, because this workspace is not trusted and the path leads into it. The default policy is used instead.',
    file,
  );
  return { code: 'policy.untrusted', severity: 'information', message };
}

function unreadable(
  name: string,
  error: NodeJS.ErrnoException,
  { isRequired = false }: LoadPolicyOptions,
): string {
  const why = whyUnread(error);
  return isRequired
    ? t('The policy {0} could not be read: {1}. Nothing was judged.', name, why)
    : t('The policy {0} could not be read: {1}. The default policy is used instead.', name, why);
}
