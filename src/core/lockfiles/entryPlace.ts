/**
 * What to look for in a lockfile to find the entry of a package: the first of these texts that stands there.
 *
 * @param format as `Lockfile.format`
 * @param location as `ResolvedPackage.location`
 */
export function entryTexts(format: string, location: string): string[] {
  if (location === '') return [];
  switch (format) {
    case 'package-lock.json':
      return [JSON.stringify(location), ...topLevelTexts(location)];
    case 'bun.lock':
      return [`${JSON.stringify(bunKey(location))}: [`];
    case 'pnpm-lock.yaml':
      if (/^link:|^(?:.[^@]*@)?file:/.test(location))
        return [`${location}\n`, `${location}\r\n`, `'${location}'`];
      return [`\n  ${location}:`, `\n  '${location}':`];
    default:
      return [`\n${location}`, `"${location}`];
  }
}

/** Version 1 states no locations: what is nested there cannot be told from its namesakes. */
function topLevelTexts(location: string): string[] {
  const name = location.replace(/^node_modules\//, '');
  return name.includes('node_modules/') ? [] : [`\n    ${JSON.stringify(name)}: {`];
}

function bunKey(location: string): string {
  return location.replace(/^node_modules\//, '').replaceAll('/node_modules/', '/');
}
