// npm run bench:cli: `check --offline` over the whole tree, beside today's license checkers and the floor: a process that
// only reads and parses the same lockfile.
//   npm run bench:cli [-- --no-peers] [-- --only small]
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fail, main } from '../../scripts/editor/cleanup.mjs';
import { root } from '../../scripts/editor/paths.mjs';
import { packVsix } from '../../scripts/editor/vsix.mjs';
import { inTurns } from './cli/measure.mjs';
import { install, peers, writeLicenseePolicy } from './cli/peers.mjs';
import { installed, unpacked, workloadNames } from './cli/workloads.mjs';

const ROUNDS = 7;
const PEER_ROUNDS = 3;
const results = join(root, 'test', 'bench', 'results');
const program = join(root, 'dist', 'cli.js');
const FLOOR =
  "const { packages } = JSON.parse(require('fs').readFileSync('package-lock.json', 'utf8')); console.log(Object.keys(packages).length)";

await main(async (args) => {
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
  if (only !== undefined && !workloadNames.includes(only)) throw fail(`There is no work load "${only}".`);
  await packVsix();
  const workloads = {};
  for (const name of only === undefined ? workloadNames : [only]) {
    workloads[name] = await measure(name, !args.includes('--no-peers'));
    print(name, workloads[name]);
  }
  if (only !== undefined || args.includes('--no-peers')) return;
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'cli.json'), `${JSON.stringify({ ...machine(), workloads }, undefined, 2)}\n`);
});

async function measure(name, withPeers) {
  const lock = unpacked(name);
  const check = ['check', '.', '--offline'];
  const own = [
    { name: 'floor', args: ['-e', FLOOR], cwd: lock },
    { name: 'ospo-lens check --offline', args: [program, ...check], cwd: lock },
    {
      name: 'ospo-lens check --offline --format json',
      args: [program, ...check, '--format', 'json'],
      cwd: lock,
    },
  ];
  const measured = await inTurns(own, ROUNDS);
  return withPeers ? [...measured, ...(await measurePeers(name))] : measured;
}

async function measurePeers(name) {
  const tree = await installed(name);
  writeLicenseePolicy(tree);
  const check = [program, 'check', '.', '--offline'];
  const programs = [{ name: 'ospo-lens check --offline, installed', args: check, cwd: tree }];
  for (const peer of peers) {
    const cwd = peer.lockOnly ? unpacked(name) : tree;
    programs.push({ name: `${peer.name} ${peer.version}`, args: [await install(peer), ...peer.args], cwd });
  }
  return inTurns(programs, PEER_ROUNDS);
}

function machine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus().length} × ${cpus()[0].model}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}

function print(workload, measured) {
  const [floor] = measured;
  console.log(`\n${workload.padEnd(48)}   wall s (min–max)     × floor   MiB   × floor   exit`);
  for (const { name, ms, fromMs, toMs, peakMiB, code } of measured) {
    const wall = `${seconds(ms)} (${seconds(fromMs)}–${seconds(toMs)})`;
    const ratios = [(ms / floor.ms).toFixed(1), String(peakMiB), (peakMiB / floor.peakMiB).toFixed(1)];
    console.log(
      `${name.padEnd(48)}${wall.padStart(19)}${ratios.map((text) => text.padStart(9)).join('')}${String(code).padStart(7)}`,
    );
  }
}

function seconds(ms) {
  return (ms / 1000).toFixed(2);
}
