/** What the page needs of its host. */
export interface PageParts {
  /** Used once: a page that is loaded anew gets another one. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly title: string;
  /** The language of the words, as `lang` states it. */
  readonly language: string;
}

/**
 * The empty page: its script draws what the host sends. Nothing but this script and this style sheet is allowed, from
 * the extension and with the nonce; no address outside is reached, nothing inline runs.
 */
export function reportHtml({ nonce, script, style, title, language }: PageParts): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" nonce="${nonce}" href="${escapeHtml(style)}">
</head>
<body>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
