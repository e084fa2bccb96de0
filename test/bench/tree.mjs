// npm run bench:tree: whether the packages and licenses that `check` reports are those of the tree on disk, for the work
// loads as npm, pnpm, Yarn and bun install them from the configured registry.
//   npm run bench:tree [-- --only small] [-- --manager "yarn berry"]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, main } from '../../scripts/editor/cleanup.mjs';
import { root } from '../../scripts/editor/paths.mjs';
import { runQuietly } from '../../scripts/editor/processes.mjs';
import { kept, workloadNames } from './cli/workloads.mjs';
import { compare } from './tree/compare.mjs';
import { packagesOnDisk } from './tree/disk.mjs';
import { installedBy, managerNames } from './tree/managers.mjs';

const SHOWN = 20;
const program = join(root, 'dist', 'cli.js');
const results = join(root, 'test', 'bench', 'results', 'tree.json');

await main(async (args) => {
  const workloads = chosen(args, '--only', workloadNames);
  const managers = chosen(args, '--manager', managerNames);
  await runQuietly(process.execPath, ['scripts/build.mjs'], { cwd: root });
  const rows = [];
  for (const workload of workloads)
    for (const manager of managers) {
      // The large one is gigabytes each time.
      if (workload === 'large' && manager !== 'npm' && !args.includes('--manager')) continue;
      const folder = await installedBy(manager, workload);
      const { faults, ...counts } = await compared(folder);
      rows.push({ workload, manager, ...counts, different: faults.length });
      print(rows.at(-1), faults);
    }
  const different = rows.reduce((sum, row) => sum + row.different, 0);
  if (different > 0) throw fail(`${different} differences.`);
  if (args.length > 0) return;
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(results, `${JSON.stringify({ date, rows }, undefined, 2)}\n`);
});

async function compared(folder) {
  const { packages } = await report(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return compare(packages, packagesOnDisk(folder), manifest);
}

async function report(cwd) {
  const args = ['check', '.', '--offline', '--format', 'json', '--cache-dir', join(kept, 'cache')];
  // Exit code 1: there are findings.
  const script = `"${process.execPath}" "${program}" ${args.map((arg) => `"${arg}"`).join(' ')}; [ $? -le 1 ]`;
  return JSON.parse(await runQuietly('sh', ['-c', script], { cwd }));
}

function print({ workload, manager, equal, byFile, absent, bundled, different }, faults) {
  const extra = `${byFile} by their license file, ${absent} of other platforms, ${bundled} bundled`;
  console.log(`${`${workload}, ${manager}`.padEnd(24)} ${equal} equal, ${extra}, ${different} different`);
  for (const fault of faults.slice(0, SHOWN)) console.log(`  ${fault}`);
}

function chosen(args, option, names) {
  const at = args.indexOf(option);
  if (at < 0) return names;
  if (!names.includes(args[at + 1])) throw fail(`${option} is one of ${names.join(', ')}.`);
  return [args[at + 1]];
}
