// The parts of documents that have a source: settings and commands from package.json, usage from the command line itself.
import { execFileSync } from 'node:child_process';
import { benchmarks } from './benchmarks.mjs';
import { readManifest } from './manifest.mjs';

/** @returns {Record<string, Record<string, string>>} Markdown by file, then by the name of the part. */
export function generated() {
  const { contributes } = readManifest();
  return {
    'README.md': {
      settings: settingsTable(settingsIn(contributes)),
      commands: commandsTable(contributes),
      usage: usage(),
    },
    'resources/docs/benchmarks.md': benchmarks(),
    'resources/docs/what-is-sent.md': {
      'network-settings': settingsTable(settingsIn(contributes).filter(isTagged)),
    },
  };
}

function settingsIn({ configuration }) {
  const sections = Array.isArray(configuration) ? configuration : [configuration];
  return sections.flatMap((section) => Object.entries(section.properties));
}

function isTagged([, { tags = [] }]) {
  return tags.includes('usesOnlineServices');
}

function settingsTable(settings) {
  const rows = settings.map(([key, setting]) => [
    `\`${key}\``,
    code(setting.default),
    [oneLine(setting.markdownDescription ?? setting.description), ...choices(setting)].join(' '),
  ]);
  return table(['setting', 'default', 'what it does'], rows);
}

/** What may be chosen, with its meaning. */
function choices({ enum: values = [], enumDescriptions = [] }) {
  return values.map((value, index) => `\`${value}\`: ${oneLine(enumDescriptions[index] ?? '')}`);
}

function commandsTable({ commands, menus }) {
  const hidden = new Set(
    (menus?.commandPalette ?? []).filter((item) => item.when === 'false').map((item) => item.command),
  );
  const rows = commands
    .filter(({ command }) => !hidden.has(command))
    .map(({ category, title, command }) => [`${category}: ${title}`, `\`${command}\``]);
  return table(['command', 'id'], rows);
}

function usage() {
  const text = execFileSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'help'], {
    encoding: 'utf8',
  });
  return `\`\`\`text\n${text.trim()}\n\`\`\``;
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}

function code(value) {
  return value === '' ? '(empty)' : `\`${JSON.stringify(value)}\``;
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
