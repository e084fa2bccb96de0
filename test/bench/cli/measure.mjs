// Whole processes: from start to exit.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept } from './workloads.mjs';

const peakFile = join(kept, 'peak.txt');
const preload = join(import.meta.dirname, 'peak.cjs');
const LIMIT_MS = 120_000;

/**
 * Runs a Node program once.
 * @param {string[]} args what follows `node`
 * @returns {Promise<{ms: number, peakMiB: number, code: number | null}>} wall time; peak of the largest single process;
 *   the exit code, `null` for what was stopped after two minutes
 */
export async function runOnce(args, cwd) {
  mkdirSync(kept, { recursive: true });
  writeFileSync(peakFile, '');
  const began = performance.now();
  const code = await ended(args, cwd);
  const ms = performance.now() - began;
  const peaks = readFileSync(peakFile, 'utf8').split('\n').map(Number);
  return { ms, peakMiB: Math.max(...peaks) / 1024, code };
}

function ended(args, cwd) {
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require ${preload}`,
    OSPO_LENS_BENCH_PEAK: peakFile,
    XDG_CACHE_HOME: join(kept, 'cache'),
    NO_UPDATE_NOTIFIER: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

/**
 * Measures several programs in turns, so that what disturbs the machine disturbs all.
 * @param {{name: string, args: string[], cwd: string}[]} programs
 * @param {number} rounds counted ones, after one that is not
 * @returns {Promise<object[]>} per program: name, medians, the spread of its time, exit code
 */
export async function inTurns(programs, rounds) {
  const runs = programs.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { args, cwd }] of programs.entries()) {
      const run = await runOnce(args, cwd);
      if (round > 0) runs[index].push(run);
    }
  }
  return programs.map(({ name }, index) => summary(name, runs[index]));
}

function summary(name, runs) {
  const times = runs.map(({ ms }) => ms);
  return {
    name,
    ms: Math.round(median(times)),
    fromMs: Math.round(Math.min(...times)),
    toMs: Math.round(Math.max(...times)),
    peakMiB: Math.round(median(runs.map(({ peakMiB }) => peakMiB))),
    code: runs.at(-1).code,
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
