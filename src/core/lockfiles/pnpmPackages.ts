import type { ResolvedPackage } from '../model';
import { NO_DEPENDENCIES } from './fields';

/** `/a/1.0.0_peer`, `/a@1.0.0(peer)`, `a@1.0.0`, each with a scope or without. */
const KEY = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/](\d[^(_/]*)/;

/** Reads the section `packages`, line by line: keys stand two blanks deep, their fields four. */
export function readPackages(section: string): ResolvedPackage[] {
  return section
    .split(/\r?\n {2}(?=[^\s])/)
    .slice(1)
    .flatMap((block) => {
      const [header = '', ...fields] = block.split(/\r?\n/);
      const location = unquote(header.replace(/:(?: \{.*\})?\s*$/, ''));
      const [, name, version] = KEY.exec(location) ?? [];
      if (name === undefined || version === undefined) return [];
      const deprecated = fieldOf(fields, 'deprecated');
      return [
        {
          name,
          version,
          location,
          license: undefined,
          development: fieldOf(fields, 'dev') === 'true',
          optional: fieldOf(fields, 'optional') === 'true',
          link: false,
          ...(deprecated === undefined ? {} : { deprecated }),
          dependencies: NO_DEPENDENCIES,
        },
      ];
    });
}

function fieldOf(lines: readonly string[], key: string): string | undefined {
  const start = `    ${key}: `;
  const line = lines.find((each) => each.startsWith(start));
  return line === undefined ? undefined : unquote(line.slice(start.length).trim());
}

function unquote(text: string): string {
  if (text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
