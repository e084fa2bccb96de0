// npm run catalog: takes the community catalog (resources/catalog) from the npm package module-replacements.
//   npm run catalog [-- --registry | --ask NAME,NAME] [--names FILE] [--date DAY]
// A package that it suggests ships only if it exists: in the embedded snapshot, in our lockfile, in a FILE of names (one a
// line, a tab behind it), or in the registry that npm is configured to use (--registry asks for all others, --ask for some).
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommunityPackage } from '../src/core/index';
import { licenseField } from '../src/core/index';
import { createHttp } from '../src/sources/http';
import { asRecord, asString, parseJson } from '../src/sources/json';
import type { Json } from '../src/sources/json';
import { readNpmConfig } from '../src/sources/npmConfig';
import { catalogFrom, MANIFESTS, printCatalog, suggestedNames } from './catalogFormat';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'node_modules', 'module-replacements');
const { values } = parseArgs({
  options: {
    registry: { type: 'boolean', default: false },
    ask: { type: 'string', default: '' },
    names: { type: 'string' },
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    out: { type: 'string', default: join(root, 'resources', 'catalog') },
  },
});

const PAUSE_MS = 50;

function readJson(...path: readonly string[]): Json {
  return asRecord(parseJson(readFileSync(join(...path), 'utf8'))) ?? {};
}

type Known = (name: string) => CommunityPackage | undefined;

function ofSnapshot(): Known {
  const packages = asRecord(readJson(root, 'resources', 'snapshot', 'licenses.json')['packages']) ?? {};
  return (name) => {
    const entry = Object.hasOwn(packages, name) ? asRecord(packages[name]) : undefined;
    const runs = (entry?.['runs'] ?? []) as [string, string, unknown][];
    const version = asString(entry?.['latest']);
    return version === undefined ? undefined : stated(version, runs.at(-1)?.[2]);
  };
}

function ofLockfile(): Known {
  const packages = asRecord(readJson(root, 'package-lock.json')['packages']) ?? {};
  return (name) => {
    const entry = asRecord(packages[`node_modules/${name}`]);
    const version = asString(entry?.['version']);
    return version === undefined ? undefined : stated(version, entry?.['license']);
  };
}

/** A list says that a package exists, and no more. */
function ofNames(file: string | undefined): Known {
  const lines = file === undefined ? [] : readFileSync(file, 'utf8').split('\n');
  const names = new Set(lines.map((line) => line.split('\t')[0]?.trim()));
  return (name) => (names.has(name) ? {} : undefined);
}

/** A version of which no license is stated says no more than that there is such a package. */
function stated(version: string, license: unknown): CommunityPackage {
  return typeof license === 'string' ? { version, license } : {};
}

async function ofRegistry(names: readonly string[]): Promise<Known> {
  const npm = await readNpmConfig({ trusted: false });
  const http = createHttp({ userAgent: 'ospo-lens-catalog', timeoutMs: 30_000, concurrency: 1 });
  const found = new Map<string, CommunityPackage>();
  for (const name of names) {
    const answer = await http.getJson(`${npm.registryOf(name)}${name.replace('/', '%2f')}/latest`);
    const document = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
    const version = asString(document?.['version']);
    if (document && version !== undefined) found.set(name, stated(version, licenseField(document)));
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return (name) => found.get(name);
}

async function main(): Promise<void> {
  const about = readJson(source, 'package.json');
  const manifests = MANIFESTS.map((name) => readJson(source, 'manifests', `${name}.json`));
  const names = suggestedNames(manifests);
  const offline = [ofSnapshot(), ofLockfile()];
  const wanted = values.ask.split(',');
  const asked = names.filter(
    (name) => !offline.some((known) => known(name)) && (values.registry || wanted.includes(name)),
  );
  const sources = [...offline, await ofRegistry(asked), ofNames(values.names)];
  const packages: Record<string, CommunityPackage> = {};
  for (const name of names) {
    const known = sources.map((of) => of(name)).find((one) => one !== undefined);
    if (known === undefined) console.error(`left out, because nobody vouches for it: ${name}`);
    else packages[name] = known;
  }
  const version = asString(about['version']) ?? '';
  const catalog = catalogFrom(manifests, packages, {
    name: 'module-replacements',
    version,
    date: values.date,
  });
  writeFileSync(
    join(values.out, 'module-replacements.json'),
    printCatalog(catalog, asString(about['license']) ?? ''),
  );
  writeFileSync(
    join(values.out, 'LICENSE-module-replacements.txt'),
    readFileSync(join(source, 'LICENSE'), 'utf8'),
  );
  const licensed = Object.values(packages).filter(({ license }) => license !== undefined).length;
  console.log(
    `${Object.keys(catalog.entries).length} entries, ${Object.keys(packages).length} packages, ${licensed} with a license`,
  );
}

void main();
