/** What was learned just now is dated: the table must not be. */
export function withoutDate(message: string): string {
  return message.replace(/, \d{4}-\d{2}-\d{2}(?=\.)/, '');
}
