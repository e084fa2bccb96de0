import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarks, commandLineTables } from '../../scripts/docs/benchmarks.mjs';

const RESULTS = 'test/bench/results';
const document = readFileSync('resources/docs/benchmarks.md', 'utf8');

interface Measured {
  readonly workloads: Readonly<Record<string, readonly { readonly name: string; readonly ms: number }[]>>;
}

describe('the benchmarks', () => {
  it('say what the results say: else run "npm run docs"', () => {
    for (const part of Object.values(benchmarks())) assert.ok(document.includes(part.trim()));
  });

  it('leave nothing out that was measured', () => {
    const file = join(RESULTS, 'cli.json');
    const { workloads } = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Measured)
      : { workloads: {} };
    for (const [workload, measured] of Object.entries(workloads))
      for (const { name, ms } of measured) {
        assert.ok(document.includes(`### ${workload}\n`));
        assert.ok(document.includes(`| ${name} | ${(ms / 1000).toFixed(2)} (`), `${workload}: ${name}`);
      }
    for (const name of readdirSync(RESULTS).filter((each) => each.startsWith('editor-'))) {
      const { vscode, rows } = JSON.parse(readFileSync(join(RESULTS, name), 'utf8')) as {
        vscode: string;
        rows?: readonly { what: string }[];
      };
      for (const { what } of rows ?? []) assert.ok(document.includes(`| ${what} |`), `${vscode}: ${what}`);
    }
  });

  it('give times beside the floor', () => {
    const one = { fromMs: 90, toMs: 110, code: 0 };
    const floor = { ...one, name: 'floor', ms: 100, peakMiB: 40 };
    const ours = { ...one, name: 'ospo-lens check --offline', ms: 180, peakMiB: 60 };
    const stopped = { ...one, name: 'slow 1.0.0', ms: 120_000, peakMiB: 400, code: null };
    const machine = { date: '2026-11-23', cpu: '2 × a processor', memoryGiB: 24, node: 'v20' };
    assert.equal(
      commandLineTables({ ...machine, workloads: { small: [floor, ours, stopped] } }),
      [
        'Measured on 2026-11-23: 2 × a processor, 24 GiB, Node v20.',
        '',
        '### small',
        '',
        '|  | wall s, median (min–max) | × floor | peak MiB | × floor | exit |',
        '| --- | --- | --- | --- | --- | --- |',
        '| floor | 0.10 (0.09–0.11) | 1.0 | 40 | 1.0 | 0 |',
        '| ospo-lens check --offline | 0.18 (0.09–0.11) | 1.8 | 60 | 1.5 | 0 |',
        '| slow 1.0.0 | 120.00 (0.09–0.11) | 1200.0 | 400 | 10.0 | stopped after 120 s |',
      ].join('\n'),
    );
  });
});
