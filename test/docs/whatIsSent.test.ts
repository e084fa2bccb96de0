import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultCacheFolder } from '../../src/sources/cacheFolder';
import { MAX_CACHE_BYTES } from '../../src/sources/diskCache';
import { NETWORK_PARTS } from '../../src/sources/networkParts';
import { ADDRESSES } from '../../src/sources/services';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'resources/docs/what-is-sent.md'), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));

/** The files that hold `words`. */
const holding = (words: RegExp) =>
  sources
    .filter(({ text }) => words.test(text))
    .map(({ name }) => name)
    .sort();

/** Whoever opens the way out, and the row of the page that says what for. */
const waysOut: Readonly<Record<string, readonly string[]>> = {
  'sources/advisoryDetails.ts': ['OSV (`'],
  'sources/network.ts': [
    'deps.dev (`',
    'OSV (`',
    'Scorecard API (`',
    'the registry that your npm settings name',
  ],
  'sources/networkSources.ts': ['your evidence mirror'],
  'sources/packageVersions.ts': ['the registry that your npm settings name'],
  'sources/policyDownload.ts': ['under `extends`'],
  'sources/policyDocuments.ts': ['under `documents`'],
  'sources/scorecardHistory.ts': ['under `scorecard.history`'],
};

describe('the page "What leaves your machine"', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| '));

  it('has a row for everybody who is asked, and nobody else asks', () => {
    assert.deepEqual(holding(/\bopen(?:User)?Http\b/), Object.keys(waysOut).sort());
    for (const words of Object.values(waysOut).flat())
      assert.ok(
        rows.some((row) => row.split('|')[1]?.includes(words)),
        words,
      );
  });

  it('speaks of the one way out that there is', () => {
    const speaking = /from '(?:node:)?(?:node-fetch|https?|http2|net|tls|dgram|dns|undici|ws)'|\bfetch\(/;
    const known = ['sources/agents.ts', 'sources/exchange.ts', 'sources/http.ts', 'sources/proxy.ts'];
    assert.deepEqual(holding(speaking), known);
  });

  it('tells the address of each service, and how to switch it off', () => {
    const ids = [...new Set(Object.values(NETWORK_PARTS).map(({ id }) => id))];
    assert.deepEqual(ids, ['npm', 'deps.dev', 'osv', 'scorecard']);
    for (const [name, address] of Object.entries(ADDRESSES)) {
      const row = rows.find((each) => each.includes(`(\`${new URL(address).host}\`)`)) ?? '';
      assert.ok(row.includes(`\`ospoLens.services.${name}\` empty`), name);
    }
  });

  it('names every variable that the command line reads', () => {
    const read = sources.flatMap(({ name, text }) =>
      name.startsWith('cli/') ? [...text.matchAll(/OSPO_LENS_\w+/g)].map(([variable]) => variable) : [],
    );
    assert.ok(read.length > 5);
    assert.deepEqual(
      [...new Set(read)].filter((variable) => !page.includes(`\`${variable}`)),
      [],
    );
  });

  it('tells where the cache is, and how large', () => {
    const places = [
      [defaultCacheFolder({ XDG_CACHE_HOME: '/X' }, 'linux', '/home'), '$XDG_CACHE_HOME/', '/X/'],
      [defaultCacheFolder({}, 'linux', '/home'), '~/', '/home/'],
      [defaultCacheFolder({}, 'darwin', '/home'), '~/', '/home/'],
      [defaultCacheFolder({ LOCALAPPDATA: '/L' }, 'win32', '/home'), '%LOCALAPPDATA%/', '/L/'],
    ] as const;
    for (const [folder, shown, actual] of places) {
      const wanted = `\`${folder.replace(actual, shown)}\``;
      assert.ok(page.replaceAll('\\', '/').includes(wanted), wanted);
    }
    assert.match(page, new RegExp(`At most ${MAX_CACHE_BYTES / 1e6} MB`));
  });
});
