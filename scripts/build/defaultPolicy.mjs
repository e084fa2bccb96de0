// Reads the built-in default policy once, when the program is built: then no run without a policy of its own reads YAML.
import { readFile, writeFile } from 'node:fs/promises';
import { evaluate } from './evaluate.mjs';

/** Writes what `parsePolicy` makes of resources/policy/default.yaml. */
export async function writeDefaultPolicy(file) {
  const { parsePolicy } = await evaluate('src/core/policy/parse.ts');
  const text = await readFile('resources/policy/default.yaml', 'utf8');
  const { value, problems } = parsePolicy(text, { origin: 'default', isDefault: true });
  if (problems.length > 0)
    throw new Error(`default.yaml: ${problems.map(({ message }) => message).join(' ')}`);
  await writeFile(file, `${JSON.stringify(value)}\n`);
}
