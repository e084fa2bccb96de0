/** Characters that steer a terminal or reorder text, and halves of surrogate pairs: none of them belongs into a sentence. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from outside as one printable line: no control, bidi or invisible characters, runs of blanks as one space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(UNPRINTABLE, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** One printable line of at most `max` characters (code points), the last one an ellipsis where it was cut. */
export function clip(text: string, max: number): string {
  const line = oneLine(text.length > max * 8 ? text.slice(0, max * 8) : text);
  const characters = Array.from(line);
  if (characters.length <= max) return line;
  return `${characters
    .slice(0, max - 1)
    .join('')
    .trimEnd()}…`;
}

/** A stated text in quotation marks, clipped. */
export function quote(text: string, max = 60): string {
  return `"${clip(text, max)}"`;
}

/** An address without user, password and query: what may be shown of it. Text that is no address stays as it is. */
export function withoutSecrets(address: string): string {
  if (!address.includes('://')) return address;
  return address.replace(/:\/\/[^/\s]*@/, '://').replace(/\?[^#]*/, '');
}

/** `1 finding`, `2 findings`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** A sentence's first letter in upper case. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Ends a text from outside as a sentence. */
export function sentence(text: string): string {
  return /[.!?…]["')\]]?$/.test(text) ? text : `${text}.`;
}

/** The day of an ISO 8601 day or instant. */
export function day(date: string): string {
  return date.slice(0, 10);
}

/** Whole days from one ISO 8601 day or instant to another; 0 where they are in another order or no dates. */
export function daysBetween(from: string, to: string): number {
  const days = (Date.parse(day(to)) - Date.parse(day(from))) / 86_400_000;
  return days > 0 ? Math.round(days) : 0;
}

/** Each text once, in the order of its first occurrence. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
