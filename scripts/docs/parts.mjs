// The parts of the README that have a source: settings and commands from package.json, usage from the command line itself.
import { execFileSync } from 'node:child_process';
import { readManifest } from './manifest.mjs';

/** @returns {Record<string, string>} Markdown by the name of the part. */
export function generated() {
  const { contributes } = readManifest();
  return {
    settings: settingsTable(contributes),
    commands: commandsTable(contributes),
    usage: usage(),
  };
}

function settingsTable({ configuration }) {
  const sections = Array.isArray(configuration) ? configuration : [configuration];
  const rows = sections
    .flatMap((section) => Object.entries(section.properties))
    .map(([key, setting]) => [
      `\`${key}\``,
      code(setting.default),
      oneLine(setting.markdownDescription ?? setting.description),
    ]);
  return table(['setting', 'default', 'what it does'], rows);
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
  const text = execFileSync(process.execPath, ['dist/cli.js', 'help'], { encoding: 'utf8' });
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
