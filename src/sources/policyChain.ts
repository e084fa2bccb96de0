import { dirname, join, resolve } from 'node:path';
import { EVERY_NAME, extendsOf, layerPolicies, looseInAll, parsePolicy, t, translated } from '../core/index';
import type { Parsed, PlaceOf, Policy, PolicyReference, Problem } from '../core/index';
import { readText } from './disk';
import { foldersUpTo } from './folders';
import type { ConnectionOptions } from './networkOptions';
import type { Downloaded } from './policyDownload';
import { isUrl, readPolicyHere } from './policyReader';
import type { PolicyReader } from './policyReader';

export interface ChainOptions {
  /** Packages are looked for from the naming file, or from this folder where that is on the web, up to `root`. */
  readonly folder: string;
  readonly root: string;
  /** Where the policies that ship inside stand. */
  readonly resourcesDir: string;
  /** How the host calls a file. */
  readonly nameOf: (file: string) => string;
  /** Where downloaded policies are kept. */
  readonly cacheFolder?: string;
  readonly offline?: boolean;
  /** How addresses are reached, where the host was told. */
  readonly connection?: ConnectionOptions;
  /** Reads texts elsewhere, beside other work; absent: here. */
  readonly read?: PolicyReader | undefined;
}

/** A policy with all that it builds on, and the files that it came from, or that were looked for in vain. */
export interface Chain extends Parsed<Policy> {
  readonly files: readonly string[];
  /** Where the values stand in each of those files. */
  readonly places: ReadonlyMap<string, PlaceOf>;
  /** Whether all that it builds on could be read. */
  readonly isWhole: boolean;
}

/** A text and the place that it came from: a file, or an address. */
interface Found {
  readonly text: string;
  readonly place: string;
}

interface NotFound {
  readonly why: string;
  /** The files that were looked for: when one of them comes, the policy is another one. */
  readonly files?: readonly string[];
}

const DEEPEST = 10;

/** What is laid down first: nobody's decision, then the organization's, then the project's own files. */
const DEPTH: Readonly<Record<PolicyReference['kind'], number>> = {
  'built-in': 0,
  package: 1,
  url: 1,
  file: 2,
};

/**
 * Reads a policy and lays it over the ones that it names under `extends`, each with its own. What cannot be read is an
 * error at its entry, and counts as a policy that lets nothing pass, keeps every name private and lets nobody loosen it:
 * who cannot see the organization's rules must not go by the exceptions to them. Never rejects.
 *
 * Of a list, files of the project lie above what comes from elsewhere, whatever their order: none can slip exceptions
 * below the organization's policy.
 *
 * @param path the places on the way here, to see a policy that builds on itself.
 */
export async function readChain(
  found: Found,
  options: ChainOptions,
  isDefault = false,
  path: readonly string[] = [],
): Promise<Chain> {
  const { text, place } = found;
  const { read = readPolicyHere } = options;
  const own = await read({
    text,
    origin: nameOf(place, options),
    isDefault,
    ...(path.length > 0 && { linksFrom: place }),
  });
  const bases: Base[] = [];
  for (const reference of inOrder(extendsOf(own.value)))
    bases.push({ reference, ...(await readBase(reference, place, options, [...path, place])) });
  const laid = layAll(bases, own.value, own.placeOf);
  const isWhole = bases.every((base) => base.isWhole);
  const problems = isWhole ? [...own.problems, ...laid.problems] : own.problems;
  return {
    value: laid.value,
    problems: [
      ...bases.flatMap((base) => base.problems),
      ...problems.map((problem) => ({ ...problem, file: place })),
    ],
    files: [...(isUrl(place) ? [] : [place]), ...bases.flatMap(({ files }) => files)],
    places: new Map([...bases.flatMap(({ places }) => [...places]), [place, own.placeOf]]),
    isWhole,
  };
}

interface Base extends Chain {
  readonly reference: PolicyReference;
}

function inOrder(references: readonly PolicyReference[]): PolicyReference[] {
  return [...references].sort((one, other) => DEPTH[one.kind] - DEPTH[other.kind]);
}

/** What one base would loosen of another is a problem at its entry. */
function layAll([first, ...others]: readonly Base[], own: Policy, placeOf: PlaceOf): Parsed<Policy> {
  if (first === undefined) return { value: own, problems: [] };
  const problems: Problem[] = [];
  let below = first.value;
  for (const { reference, value } of others) {
    const laid = layerPolicies(below, value);
    below = laid.value;
    problems.push(...laid.problems.map((problem) => ({ ...problem, span: reference.span })));
  }
  const top = layerPolicies(below, own, placeOf);
  return { value: top.value, problems: [...problems, ...top.problems] };
}

async function readBase(
  reference: PolicyReference,
  from: string,
  options: ChainOptions,
  path: readonly string[],
): Promise<Chain> {
  const found = await readReference(reference, from, options);
  if ('why' in found) return unread(reference, from, found);
  if (path.includes(found.place)) return unread(reference, from, { why: t('it builds on this file itself') });
  if (path.length >= DEEPEST)
    return unread(reference, from, { why: t('more than {0} policies build on each other', DEEPEST) });
  const chain = await readChain(found, options, false, path);
  return reference.kind === 'built-in' ? { ...chain, value: looseInAll(chain.value) } : chain;
}

function unread({ text, span }: PolicyReference, file: string, { why, files = [] }: NotFound): Chain {
  const message = t(
    'The policy {0} could not be read: {1}. Until it can be, nothing is allowed by this file alone.',
    JSON.stringify(text),
    translated(why),
  );
  return {
    value: { ...parsePolicy('version: 1\n', { origin: text }).value, privatePackages: EVERY_NAME },
    problems: [{ code: 'policy.extends', severity: 'error', message, file, span }],
    files,
    places: new Map(),
    isWhole: false,
  };
}

async function readReference(
  reference: PolicyReference,
  from: string,
  options: ChainOptions,
): Promise<Found | NotFound> {
  switch (reference.kind) {
    case 'file':
      if (isUrl(from)) return { why: t('a policy from the web can only build on addresses and packages') };
      return readAt(resolve(dirname(from), reference.path));
    case 'built-in':
      return readAt(builtIn(reference.name, options.resourcesDir));
    case 'package':
      return readPackage(reference, isUrl(from) ? options.folder : dirname(from), options.root);
    case 'url':
      return withPlace(await download(reference, options), reference.url);
  }
}

async function download(
  { url, sha256 }: PolicyReference & { readonly kind: 'url' },
  { cacheFolder, offline = false, connection }: ChainOptions,
): Promise<Downloaded> {
  const { downloadPolicy } = await import('./policyDownload');
  return downloadPolicy({ url, sha256, cacheFolder, offline, connection });
}

function withPlace(found: Downloaded, place: string): Found | NotFound {
  return 'why' in found ? found : { text: found.text, place };
}

async function readAt(file: string): Promise<Found | NotFound> {
  try {
    return { text: await readText(file), place: file };
  } catch (error) {
    return { why: whyUnread(error as NodeJS.ErrnoException), files: [file] };
  }
}

/** Why a file could not be read, in words where people meet it often. */
export function whyUnread({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return t('there is no such file');
  return code === 'EISDIR' ? t('it is a folder') : (code ?? message);
}

async function readPackage(
  { name, path = 'ospo-policy.yaml' }: PolicyReference & { readonly kind: 'package' },
  folder: string,
  root: string,
): Promise<Found | NotFound> {
  const files = foldersUpTo(folder, root).map((at) => join(at, 'node_modules', name, path));
  for (const file of files) {
    const found = await readAt(file);
    if ('text' in found) return found;
  }
  return { why: t('{0}/{1} is not installed; run your package manager', name, path), files };
}

function builtIn(name: string, resourcesDir: string): string {
  return join(resourcesDir, 'policy', name === 'default' ? 'default.yaml' : `starters/${name}.yaml`);
}

function nameOf(place: string, options: ChainOptions): string {
  return isUrl(place) ? place : options.nameOf(place);
}
