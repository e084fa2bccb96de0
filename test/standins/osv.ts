import { startStandIn } from './server';
import type { StandIn } from './server';

interface Query {
  readonly package: { readonly name: string; readonly ecosystem: string };
  readonly version: string;
  readonly page_token?: string;
}

/**
 * OSV's querybatch: ids by `name@version`, one on a page (docs/api/post-v1-querybatch.md of google/osv.dev); and its
 * documents, by id (docs/api/get-v1-vulns.md).
 */
export function startOsv(
  advisories: Readonly<Record<string, readonly string[]>>,
  documents: Readonly<Record<string, object>> = {},
): Promise<StandIn> {
  return startStandIn((path, { method, body }) => {
    const id = decodeURIComponent(/^\/v1\/vulns\/([^/]+)$/.exec(path)?.[1] ?? '');
    if (method === 'GET' && Object.hasOwn(documents, id)) return { json: { id, ...documents[id] } };
    if (path !== '/v1/querybatch' || method !== 'POST') return undefined;
    const { queries } = JSON.parse(body) as { queries: Query[] };
    if (queries.length > 1000) return { status: 400, json: { code: 3, message: 'too many queries' } };
    return { json: { results: queries.map((query) => resultFor(advisories, query)) } };
  });
}

function resultFor(advisories: Readonly<Record<string, readonly string[]>>, query: Query) {
  const ids = advisories[`${query.package.name}@${query.version}`] ?? [];
  const page = Number(query.page_token ?? 0);
  const id = query.package.ecosystem === 'npm' ? ids[page] : undefined;
  if (id === undefined) return {};
  const vulns = [{ id, modified: '2026-01-01T00:00:00Z' }];
  return page + 1 < ids.length ? { vulns, next_page_token: String(page + 1) } : { vulns };
}
