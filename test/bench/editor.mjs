// npm run bench:editor: what OSPO Lens costs in a real editor, beside an extension that sets one fixed diagnostic.
//   npm run bench:editor [-- --current]
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { runInBrowser } from '../../scripts/editor/browserHost.mjs';
import { ensureChromium } from '../../scripts/editor/chromium.mjs';
import { main, scoped, temporaryFolder } from '../../scripts/editor/cleanup.mjs';
import { ensureEditor } from '../../scripts/editor/install.mjs';
import { withinLimit } from '../../scripts/editor/limit.mjs';
import { root, sampleDir } from '../../scripts/editor/paths.mjs';
import { releaseOf } from '../../scripts/editor/releases.mjs';
import { packVsix, sizes } from '../../scripts/editor/vsix.mjs';
import { copyWorkspace } from '../../scripts/editor/workspace.mjs';

const LAUNCHES = 5;
const LIMIT_MS = 60_000;
const source = join(root, 'test', 'bench', 'editor');
const out = join(root, 'out', 'bench');
const results = join(root, 'test', 'bench', 'results');

await main(async (args) => {
  const release = releaseOf(args);
  await packVsix();
  const bytes = Object.fromEntries(sizes().map(({ name, bytes: size }) => [name, size]));
  await buildBench();
  const editor = await ensureEditor(release);
  await ensureChromium();
  const lens = await measure(editor, { id: 'ospo-lens.ospo-lens', folder: root });
  const empty = await measure(editor, {
    id: 'ospo-lens-bench.empty-extension',
    folder: join(out, 'emptyExtension'),
  });
  const summary = {
    vscode: release.vscode,
    node: process.version,
    cpus: cpus().length,
    milliseconds: { lens, empty },
    bytes,
  };
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `editor-${release.vscode}.json`), `${JSON.stringify(summary, undefined, 2)}\n`);
  print(summary);
});

async function buildBench() {
  await build({
    entryPoints: [join(source, 'probe.ts'), join(source, 'emptyExtension', 'extension.ts')],
    outbase: source,
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  copyFileSync(join(source, 'emptyExtension', 'package.json'), join(out, 'emptyExtension', 'package.json'));
}

/** Medians over several launches of the editor, each with a new extension host. */
async function measure(editor, { id, folder }) {
  const measured = [];
  for (let launch = 0; launch < LAUNCHES; launch++) {
    measured.push(await scoped(() => launchOnce(editor, id, folder)));
  }
  return {
    activation: median(measured.map(({ activation }) => activation)),
    firstDiagnostic: median(measured.map(({ first }) => first)),
    diagnosticWhenWarm: median(measured.flatMap(({ again }) => again)),
  };
}

async function launchOnce(editor, id, extension) {
  const result = join(temporaryFolder('result'), 'result.json');
  const suite = {
    extension,
    module: join(out, 'probe.js'),
    workspace: temporaryFolder('nothing'),
    settings: { 'ospoLens.offline': true },
    env: {
      OSPO_LENS_BENCH_EXTENSION: id,
      OSPO_LENS_BENCH_FILE: join(copyWorkspace(sampleDir), 'package.json'),
      OSPO_LENS_BENCH_RESULT: result,
      XDG_CACHE_HOME: temporaryFolder('cache'),
    },
    print: () => undefined,
  };
  await withinLimit(LIMIT_MS, runInBrowser(editor, suite));
  return JSON.parse(readFileSync(result, 'utf8'));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] * 10) / 10;
}

function print({ milliseconds: { lens, empty }, bytes }) {
  const row = (name, a, b) =>
    console.log(`${name.padEnd(46)}${String(a).padStart(12)}${String(b).padStart(18)}`);
  row('milliseconds, median', 'OSPO Lens', 'empty extension');
  row('activation', lens.activation, empty.activation);
  row('open package.json to first diagnostic, new host', lens.firstDiagnostic, empty.firstDiagnostic);
  row('open package.json to first diagnostic, warm', lens.diagnosticWhenWarm, empty.diagnosticWhenWarm);
  for (const [name, size] of Object.entries(bytes)) row(`${name}, kB`, Math.round(size / 1024), '');
}
