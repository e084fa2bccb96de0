import semver from 'semver';
import type { Dependency, Manifest } from '../model';

/** How a manifest writes ranges: `^` for `^1.2.3`, `~` for `~1.2.3`, nothing for exact versions. */
export type RangeStyle = '^' | '~' | '';

/** The style of most of the manifest's ranges; `^` where nothing can be learnt from it. */
export function rangeStyleOf({ dependencies }: Manifest): RangeStyle {
  const amounts = new Map<RangeStyle, number>([['^', 0]]);
  for (const dependency of dependencies) {
    const style = styleOf(dependency);
    if (style !== undefined) amounts.set(style, (amounts.get(style) ?? 0) + 1);
  }
  return [...amounts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '^';
}

function styleOf({ specifier }: Dependency): RangeStyle | undefined {
  if (specifier.kind !== 'registry') return undefined;
  const style = /^([\^~]?)\d+\.\d+\.\d+/.exec(specifier.range.trim())?.[1];
  return style === '^' || style === '~' || style === '' ? style : undefined;
}

/** A range around `version` in the given style, or a narrower one where that would admit a refused version. */
export function rangeAround(version: string, style: RangeStyle, refused: readonly string[]): string {
  const styles: readonly RangeStyle[] = style === '^' ? ['^', '~'] : style === '~' ? ['~'] : [];
  const wide = styles
    .map((sign) => `${sign}${version}`)
    .find((range) => !refused.some((other) => semver.satisfies(other, range)));
  return wide ?? version;
}
