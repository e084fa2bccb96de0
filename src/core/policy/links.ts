/** Whether a text of a policy may become a link: a web or mail address, or a relative path. Nothing that runs. */
export function isSafeLink(text: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) return isWebAddress(text) || /^mailto:[^\s]+$/i.test(text);
  return text !== '' && !/^[/\\]{2}|[\p{Cc}]/u.test(text);
}

/** Whether a text is an http(s) address without white space or control characters. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}/?#][^\s\p{Cc}]*$/iu.test(text);
}

/** Whether a safe link is a path, which means something else in another place. */
export function isRelative(text: string): boolean {
  return !/^([a-z][a-z0-9+.-]*:|#)/i.test(text);
}
