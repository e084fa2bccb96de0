/**
 * Rows as CSV: RFC 4180, lines ended by CRLF. What a spreadsheet would run as a formula is made text by an apostrophe.
 *
 * Source: OWASP, "CSV Injection": cells that begin with =, +, -, @, tab, carriage return or line feed, and the full-width
 * forms that some spreadsheets accept as well.
 */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : withoutFormula(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function withoutFormula(text: string): string {
  return /^[\s]*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
