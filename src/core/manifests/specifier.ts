import type { Specifier } from '../model';
import { isRange } from '../versions';
import { gitSpecifier, withoutPassword } from './gitSpecifier';
import { isPackageName } from './packageName';

/** Longer than any range: what is longer is not worth a look, and costs time. */
const MAX_RANGE = 1024;

/**
 * What the value of a dependency entry means, as npm, pnpm, Yarn and bun read it (npm: package `npm-package-arg`).
 *
 * @param name the key of the entry
 * @param value the value as written, without quotes; empty means any version
 */
export function classifySpecifier(name: string, value: string): Specifier {
  const text = value.trim();
  if (isPath(text)) return { kind: 'local', path: text };
  const colon = text.indexOf(':');
  const protocol = text.slice(0, Math.max(colon, 0)).toLowerCase();
  const rest = text.slice(colon + 1);
  return (
    byProtocol(name, protocol, rest, text) ??
    gitSpecifier(text) ??
    byAddress(protocol, text) ??
    (colon < 0 && /[\\/]|\.(tgz|tar|tar\.gz)$/i.test(text) ? { kind: 'local', path: text } : undefined) ??
    ofRegistry(name, text) ?? { kind: 'invalid', text: value }
  );
}

/** `./x`, `../x`, `/x`, `~/x`, `C:\x`; npm takes all that begins with a dot as a path. */
function isPath(text: string): boolean {
  return /^(\.|~[/\\]|[/\\]|[a-z]:[/\\])/i.test(text);
}

function byProtocol(name: string, protocol: string, rest: string, text: string): Specifier | undefined {
  switch (protocol) {
    case 'npm':
      return alias(name, rest.trim()) ?? { kind: 'invalid', text };
    case 'workspace':
      return { kind: 'workspace', range: rest.trim() };
    case 'catalog':
      return { kind: 'catalog', catalog: rest.trim() || 'default' };
    case 'file':
    case 'link':
    case 'portal':
      return { kind: 'local', path: rest };
    case 'jsr':
    case 'patch':
    case 'exec':
    case 'runtime':
      return { kind: 'other', protocol, text: rest };
    default:
      return undefined;
  }
}

function byAddress(protocol: string, text: string): Specifier | undefined {
  return (protocol === 'http' || protocol === 'https') && /^https?:\/\/[^/]/i.test(text)
    ? { kind: 'tarball', url: withoutPassword(text) }
    : undefined;
}

/** What follows `npm:`: a package with an optional range, or, for Yarn, a range of the package that the key names. */
function alias(name: string, text: string): Specifier | undefined {
  const at = text.indexOf('@', 1);
  const target = at < 0 ? text : text.slice(0, at);
  const range = at < 0 ? '' : text.slice(at + 1);
  if (at < 0 && text !== '' && isShortRange(text)) return ofRegistry(name, text);
  return ofRegistry(target, range.trim());
}

function ofRegistry(name: string, text: string): Specifier | undefined {
  if (!isPackageName(name) || text.length > MAX_RANGE) return undefined;
  if (isShortRange(text)) return { kind: 'registry', name, range: text || '*', tag: false };
  if (!isTag(text)) return undefined;
  return { kind: 'registry', name, range: text, tag: true };
}

function isShortRange(text: string): boolean {
  return text.length <= MAX_RANGE && isRange(text, true);
}

/** npm takes as a tag what needs no escape in a URL. */
function isTag(text: string): boolean {
  return /^[\w.!~*'()-]+$/.test(text);
}
