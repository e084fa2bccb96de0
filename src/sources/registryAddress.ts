/** Whether a setting is an address that can be asked: a web address without a placeholder. */
export function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && !text.includes('${') && URL.canParse(text);
}

/** Tells the registries whose packages are public: npm's own, and what the user declares to be its mirrors. */
export function openRegistries(
  publicRegistry: string,
  mirrors: readonly string[],
): (registry: string) => boolean {
  const open = new Set([publicRegistry, ...mirrors].map(withoutProtocol));
  const known = new Map<string, boolean>();
  return (registry) => {
    const isOpen = known.get(registry) ?? open.has(withoutProtocol(registry));
    known.set(registry, isOpen);
    return isOpen;
  };
}

function withoutProtocol(url: string): string {
  return url
    .replace(/^https?:/i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}
