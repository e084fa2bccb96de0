// Writes the generated parts of documents: `npm run docs`. With --check it writes nothing and fails where they are not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { generated } from './docs/parts.mjs';

for (const [file, parts] of Object.entries(generated())) {
  const before = readFileSync(file, 'utf8');
  const after = Object.entries(parts).reduce((text, part) => replacePart(file, text, part), before);
  if (after === before) continue;
  if (process.argv.includes('--check')) fail(`${file} is not current: run "npm run docs".`);
  writeFileSync(file, after);
}

function replacePart(file, text, [name, part]) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) fail(`${file} has no part "${name}".`);
  return `${text.slice(0, from + begin.length)}\n${part.trim()}\n${text.slice(to)}`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
