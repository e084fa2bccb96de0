/** Settings of one `.npmrc`, as text. */
export type NpmSettings = Readonly<Record<string, string>>;

/**
 * Reads the settings of an `.npmrc` that are plain `key = value` lines; comments, sections and lists are passed over.
 *
 * @see npm's "npmrc" page: ini format, `;` and `#` comments, `${VAR}` in values.
 */
export function parseNpmrc(text: string): NpmSettings {
  const settings: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const match = /^\s*([^;#[\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    const [, key, value] = match ?? [];
    if (key !== undefined && value !== undefined && !key.endsWith('[]')) settings[key] = unquote(value);
  }
  return settings;
}

/** Replaces `${VAR}` and `${VAR?}` by environment variables; an unset `${VAR}` stays as it is, as npm leaves it. */
export function expandEnvironment(value: string, environment: NodeJS.ProcessEnv): string {
  return value.replace(/\$\{([^${}?]+)(\?)?\}/g, (whole, name: string, optional?: string) => {
    return environment[name] ?? (optional === undefined ? whole : '');
  });
}

function unquote(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return quoted?.[2] ?? value.replace(/\s[;#].*$/, '').trimEnd();
}
