import { oneLine } from './plain';

/**
 * Text from outside as Markdown that shows exactly this text: one line, never markup, HTML, a link, an image, an icon
 * (`$(name)`) or an address that a renderer would link by itself.
 *
 * Sources: backslash escapes and entities of CommonMark 0.31 (sections 2.4, 2.5), autolinks of GitHub Flavored Markdown
 * (section 6.9). `$` is an entity, because VS Code looks for `$(icon)` behind the Markdown parser.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()#!|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\$/g, '&#36;')
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\bwww\./gi, 'www&#46;')
    .replace(/(?<=[\w.+-])@/g, '&#64;')
    .replace(/^[-+=:]/, (sign) => `\\${sign}`)
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/**
 * `[label](uri "title")`; the label alone where `uri` is none that may be opened. Of a title only letters, digits and
 * plain punctuation are kept.
 */
export function markdownLink(label: string, uri: string | undefined, title?: string): string {
  const target = uri === undefined ? undefined : linkTarget(uri);
  if (target === undefined) return escapeMarkdown(label);
  const plainTitle =
    title === undefined ? '' : ` "${oneLine(title).replace(/[^\p{L}\p{N} .,:;()/+?=_-]/gu, '')}"`;
  return `[${escapeMarkdown(label)}](${target}${plainTitle})`;
}

/** An address that stands safely between the parentheses of a link; `undefined` for a scheme that nobody expects. */
function linkTarget(uri: string): string | undefined {
  if (!/^(https:|mailto:|command:|file:|vscode[\w-]*:)/i.test(uri)) return undefined;
  return uri.replace(
    /[\s<>()\\"`|]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** An address of somebody outside that may be linked: https, without user and password; else `undefined`. */
export function webAddress(address: string | undefined): string | undefined {
  return address !== undefined && /^https:\/\/[\w.-]+(:\d+)?([/?#]\S*)?$/.test(address) ? address : undefined;
}
