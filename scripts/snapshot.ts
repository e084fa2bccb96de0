/**
 * Builds resources/snapshot: `npm run snapshot -- [--scorecards FILE] [--packages FILE] [--date YYYY-MM-DD]`.
 *
 * licenses.json comes from the npm registry that npm is set up for, for the listed packages and those of the sample;
 * scorecards.json from a file of scores that was collected before. The output is sorted: what did not change upstream
 * does not change here.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseManifest } from '../src/core';
import { createHttp } from '../src/sources/http';
import { readNpmConfig } from '../src/sources/npmConfig';
import { packageEntry, print, scorecardEntries } from './snapshotFormat';

const root = join(__dirname, '..');
const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: join(root, 'scripts', 'snapshot-packages.txt') },
    scorecards: { type: 'string', default: join(root, 'scripts', 'snapshot-scorecards.json') },
    sample: { type: 'string', default: join(root, 'resources', 'samples', 'shop', 'package.json') },
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    out: { type: 'string', default: join(root, 'resources', 'snapshot') },
  },
});

/** Documents of large packages have some 10 MB; the registry is asked for few at once, and not without a pause. */
const CONCURRENCY = 4;
const PAUSE_MS = 50;
const LARGEST = 64_000_000;

function names(): string[] {
  const listed = readFileSync(values.packages, 'utf8').split(/\s+/).filter(Boolean);
  const { value: sample } = parseManifest(readFileSync(values.sample, 'utf8'));
  const sampled = sample.dependencies.filter(
    ({ specifier, packageName }) => specifier.kind === 'registry' && !packageName.startsWith('@shop/'),
  );
  return [...new Set([...listed, ...sampled.map(({ packageName }) => packageName)])].sort();
}

async function fetchPackages(): Promise<Record<string, unknown>> {
  const npm = await readNpmConfig({ trusted: false });
  const http = createHttp({ userAgent: 'ospo-lens-snapshot', timeoutMs: 120_000, concurrency: CONCURRENCY });
  const entries: Record<string, unknown> = {};
  const waiting = names();
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const url = npm.registryOf(name) + name.replace('/', '%2f');
      const answer = await http.getJson(url, { maxBytes: LARGEST });
      const entry = answer.kind === 'ok' ? packageEntry(answer.json) : undefined;
      if (entry === undefined) console.error(`left out: ${name} (${answer.kind})`);
      else entries[name] = entry;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function main(): Promise<void> {
  mkdirSync(values.out, { recursive: true });
  const packages = await fetchPackages();
  const count = Object.keys(packages).length;
  const header = { date: values.date, source: 'npm registry', count };
  writeFileSync(join(values.out, 'licenses.json'), print(header, 'packages', packages));
  const input = JSON.parse(readFileSync(values.scorecards, 'utf8')) as unknown;
  const { license, repositories } = scorecardEntries(input);
  const from = { license, source: 'OpenSSF Scorecard Monitor', count: repositories.length };
  writeFileSync(join(values.out, 'scorecards.json'), print(from, 'repositories', repositories));
  console.log(`${count} packages, ${repositories.length} scorecards`);
}

void main();
