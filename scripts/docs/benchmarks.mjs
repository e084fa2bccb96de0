// The tables of resources/docs/benchmarks.md, from the results of `npm run bench`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const results = join('test', 'bench', 'results');
const read = (name) => JSON.parse(readFileSync(join(results, name), 'utf8'));

const NOT_YET = 'Not measured yet: see above for the command.';

/** @returns {Record<string, string>} Markdown by the name of the part; work loads that were not measured are left out. */
export function benchmarks() {
  return { 'bench-cli': commandLine(), 'bench-editor': editors(), 'bench-tree': trees() };
}

function commandLine() {
  if (!existsSync(join(results, 'cli.json'))) return NOT_YET;
  return commandLineTables(read('cli.json'));
}

/** @param {object} measured what `npm run bench:cli` writes */
export function commandLineTables({ date, cpu, memoryGiB, node, workloads }) {
  const machine = `Measured on ${date}: ${cpu}, ${memoryGiB} GiB, Node ${node}.`;
  return [machine, ...Object.entries(workloads).map(workloadTable)].join('\n\n');
}

function workloadTable([name, measured]) {
  const [floor] = measured;
  const rows = measured.map((one) => [
    one.name,
    `${seconds(one.ms)} (${seconds(one.fromMs)}–${seconds(one.toMs)})`,
    ratio(one.ms, floor.ms),
    one.peakMiB,
    ratio(one.peakMiB, floor.peakMiB),
    one.code ?? 'stopped after 120 s',
  ]);
  const head = ['', 'wall s, median (min–max)', '× floor', 'peak MiB', '× floor', 'exit'];
  return `### ${name}\n\n${table(head, rows)}`;
}

function editors() {
  const measured = readdirSync(results)
    .filter((name) => name.startsWith('editor-'))
    .map(read)
    .filter(({ rows }) => rows !== undefined);
  return measured.length === 0 ? NOT_YET : measured.map(editorTable).join('\n\n');
}

function editorTable({ vscode, date, node, rows }) {
  const head = ['milliseconds unless said otherwise', 'OSPO Lens', 'empty extension'];
  const cells = rows.map(({ what, lens, empty }) => [what, lens, empty ?? '']);
  return `### VS Code ${vscode}, ${date}, Node ${node}\n\n${table(head, cells)}`;
}

function trees() {
  if (!existsSync(join(results, 'tree.json'))) return NOT_YET;
  const { date, rows } = read('tree.json');
  const head = [
    `packages (${date})`,
    'installed by',
    'equal',
    'by their license file',
    'of other platforms',
    'bundled',
    'different',
  ];
  return table(
    head,
    rows.map(({ workload, manager, equal, byFile, absent, bundled, different }) => [
      workload,
      manager,
      equal,
      byFile,
      absent,
      bundled,
      different,
    ]),
  );
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const seconds = (ms) => (ms / 1000).toFixed(2);
const ratio = (value, floor) => (value / floor).toFixed(1);
