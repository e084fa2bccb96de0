// Reads the built-in default policy once, when the program is built: then no run without a policy of its own reads YAML.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Writes what `parsePolicy` makes of resources/policy/default.yaml. */
export async function writeDefaultPolicy(file) {
  const { parsePolicy } = await coreParser();
  const text = await readFile('resources/policy/default.yaml', 'utf8');
  const { value, problems } = parsePolicy(text, { origin: 'default', isDefault: true });
  if (problems.length > 0)
    throw new Error(`default.yaml: ${problems.map(({ message }) => message).join(' ')}`);
  await writeFile(file, `${JSON.stringify(value)}\n`);
}

async function coreParser() {
  const { outputFiles } = await build({
    entryPoints: ['src/core/policy/parse.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    write: false,
  });
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', outputFiles[0].text);
  run(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
