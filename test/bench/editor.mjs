// npm run bench:editor: what OSPO Lens costs in a real editor, beside an extension that sets one fixed diagnostic.
//   npm run bench:editor [-- --current] [-- --only typing|workspace|floor [--profile]]
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { runInBrowser } from '../../scripts/editor/browserHost.mjs';
import { ensureChromium } from '../../scripts/editor/chromium.mjs';
import { main, scoped, temporaryFolder } from '../../scripts/editor/cleanup.mjs';
import { ensureEditor } from '../../scripts/editor/install.mjs';
import { withinLimit } from '../../scripts/editor/limit.mjs';
import { root, sampleDir } from '../../scripts/editor/paths.mjs';
import { runQuietly } from '../../scripts/editor/processes.mjs';
import { releaseOf } from '../../scripts/editor/releases.mjs';
import { packVsix, sizes } from '../../scripts/editor/vsix.mjs';
import { copyWorkspace } from '../../scripts/editor/workspace.mjs';

const LAUNCHES = 5;
const LIMIT_MS = 180_000;
const LONG_LIMIT_MS = 540_000;
const LENS = { id: 'ospo-lens.ospo-lens', folder: root };
const source = join(root, 'test', 'bench', 'editor');
const out = join(root, 'out', 'bench');
const results = join(root, 'test', 'bench', 'results');
const EMPTY = { id: 'ospo-lens-bench.empty-extension', folder: join(out, 'emptyExtension') };

await main(async (args) => {
  const release = releaseOf(args);
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
  const isProfiled = args.includes('--profile');
  await packVsix();
  // Functions have their names in a build that is not minified.
  if (isProfiled) await runQuietly(process.execPath, ['scripts/build.mjs'], { cwd: root });
  const bytes = Object.fromEntries(sizes().map(({ name, bytes: size }) => [name, size]));
  await buildBench();
  const editor = await ensureEditor(release);
  await ensureChromium();
  const measure = (name, extension, limit) => scoped(() => launch(editor, name, extension, limit));
  if (only !== undefined) {
    const profile = isProfiled ? 'yes' : '';
    const extension = only === 'floor' ? EMPTY : LENS;
    const measured = await measure(only, { ...extension, profile }, LONG_LIMIT_MS);
    console.log(JSON.stringify(measured, undefined, 2));
    return;
  }
  const start = await measureStart(editor, LENS);
  const emptyStart = await measureStart(editor, EMPTY);
  const floor = await measure('floor', EMPTY, LIMIT_MS);
  const typing = await measure('typing', LENS, LIMIT_MS);
  const workspace = await measure('workspace', LENS, LONG_LIMIT_MS);
  const load = rounded(loadavg()[1]);
  const summary = {
    vscode: release.vscode,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: cpus().length,
    load,
    rows: [
      ...rowsOf({ start, emptyStart, floor, typing, workspace }),
      row(`load of the machine, ${cpus().length} processors`, load),
    ],
    bytes,
  };
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `editor-${release.vscode}.json`), `${JSON.stringify(summary, undefined, 2)}\n`);
  print(summary);
});

/** What the tables show; milliseconds unless said otherwise. */
function rowsOf({ start, emptyStart, floor, typing, workspace }) {
  const heap = workspace.heap.map((bytes) => bytes / 2 ** 20);
  return [
    row('activation', start.activation, emptyStart.activation),
    row('first diagnostic, new host', start.firstDiagnostic, emptyStart.firstDiagnostic),
    row('first diagnostic, warm', start.diagnosticWhenWarm, emptyStart.diagnosticWhenWarm),
    row('500 dependencies: keystroke to diagnostics set, median', rounded(typing.keystroke.median)),
    row('500 dependencies: keystroke to diagnostics set, 95th percentile', rounded(typing.keystroke.p95)),
    taskRow('longest task, activation and loading', typing.loading, floor.loading),
    taskRow('500 dependencies: longest task, opening', typing.opening, floor.opening),
    taskRow('500 dependencies: longest task, typing', typing.typing, floor.typing),
    taskRow('500 dependencies: longest task, typing versions with breaks', typing.versions, floor.versions),
    row('200 manifests, 20,000 packages: all judged after activation', rounded(workspace.all)),
    row('200 manifests: keystroke meanwhile, median', rounded(workspace.keystroke.median)),
    row('200 manifests: keystroke meanwhile, 95th percentile', rounded(workspace.keystroke.p95)),
    taskRow('200 manifests: longest task meanwhile', workspace.blocked, floor.blocked),
    row('200 manifests: all judged by a changed policy, median', rounded(workspace.rejudging)),
    taskRow(
      '200 manifests: longest task, 100 changes of the policy',
      workspace.blockedRejudging,
      floor.blockedRejudging,
    ),
    taskRow('200 manifests: longest task, changes of the lockfile', workspace.lockfiles, floor.lockfiles),
    taskRow('200 manifests: longest task, list regrouped and report opened', workspace.looking),
    row('heap after the first 10 of 100 changes, MiB', rounded(mean(heap.slice(0, 10)))),
    row('heap after the last 10 of 100 changes, MiB', rounded(mean(heap.slice(-10)))),
  ];
}

/** By the clock, how much of that nothing was done for want of a processor, and the most work in one. */
function taskRow(what, lens, empty) {
  const cell = ({ longest, busiest }) =>
    `${rounded(longest.wall)}, of it ${rounded(longest.waited)} waiting (${rounded(busiest.work)})`;
  return row(what, cell(lens), empty && cell(empty));
}

function row(what, lens, empty) {
  return { what, lens, ...(empty !== undefined && { empty }) };
}

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
async function measureStart(editor, { id, folder }) {
  const measured = [];
  for (let index = 0; index < LAUNCHES; index++) {
    measured.push(await scoped(() => launch(editor, 'start', { id, folder }, LIMIT_MS)));
  }
  return {
    activation: median(measured.map(({ activation }) => activation)),
    firstDiagnostic: median(measured.map(({ first }) => first)),
    diagnosticWhenWarm: median(measured.flatMap(({ again }) => again)),
  };
}

async function launch(editor, measure, { id, folder, profile = '' }, limit) {
  const result = join(temporaryFolder('result'), 'result.json');
  const suite = {
    extension: folder,
    module: join(out, 'probe.js'),
    workspace: temporaryFolder('nothing'),
    settings: { 'ospoLens.offline': true },
    env: {
      OSPO_LENS_BENCH_MEASURE: measure,
      OSPO_LENS_BENCH_EXTENSION: id,
      OSPO_LENS_BENCH_PROFILE: profile,
      OSPO_LENS_BENCH_FOLDER: temporaryFolder('project'),
      OSPO_LENS_BENCH_FILE: join(copyWorkspace(sampleDir), 'package.json'),
      OSPO_LENS_BENCH_RESULT: result,
      XDG_CACHE_HOME: temporaryFolder('cache'),
    },
    resultFile: result,
    print: () => undefined,
  };
  await withinLimit(limit, runInBrowser(editor, suite));
  return JSON.parse(readFileSync(result, 'utf8'));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return rounded(sorted[Math.floor(sorted.length / 2)]);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value) {
  return Math.round(value * 10) / 10;
}

function print({ rows, bytes }) {
  const line = (name, a, b) =>
    console.log(`${name.padEnd(70)}${String(a).padStart(36)}${String(b).padStart(36)}`);
  line('milliseconds unless said otherwise', 'OSPO Lens', 'empty extension');
  for (const { what, lens, empty = '' } of rows) line(what, lens, empty);
  for (const [name, size] of Object.entries(bytes)) line(`${name}, kB`, Math.round(size / 1024), '');
}
