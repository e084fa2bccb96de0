/** What YAML 1.1 or 1.2 takes for something else than text. */
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Text that needs no quotes, in braces and out of them; a colon stands within, as in `npm:name`. */
const PLAIN = /^(?:[A-Za-z_]|[\^~](?=[\w*]))[\w^~.+\-/@]*(?::[\w^~.+\-/@]+)*$/;

/** Versions begin with a digit and are no numbers: `1.2.3`, `1.x`. */
const VERSION = /^\d+\.(?:\d+|x)\.[\w.+-]+$|^\d+\.x$/;

/**
 * A text as a scalar of YAML on one line, in the quotes of the one that it takes the place of; without quotes only where
 * it means the same.
 *
 * @param like the scalar as it was written
 */
export function writeYaml(value: string, like: string): string {
  if (like.startsWith('"')) return JSON.stringify(value);
  const isPlain = (PLAIN.test(value) && !WORDS.test(value)) || VERSION.test(value);
  if (isPlain && !like.startsWith("'")) return value;
  return /[^\x20-\x7e]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}
