import { startStandIn } from './server';
import type { Answer, SeenRequest, StandIn } from './server';

type Fields = Readonly<Record<string, unknown>>;

export interface DepsDevData {
  /** By `name@version`: the fields of GetVersion beside `versionKey`. */
  readonly versions?: Readonly<Record<string, Fields>>;
  /** By project id: the fields of GetProject beside `projectKey`. */
  readonly projects?: Readonly<Record<string, Fields>>;
  /** Whether v3alpha is there, with as many responses on a page. */
  readonly batch?: { readonly pageSize: number };
}

/**
 * deps.dev: GetVersion of npm and GetProject (api/v3/api.proto), and their batches (api/v3alpha/apiv3alpha.proto).
 * Unknown things are 404; in a batch their item has no member.
 */
export function startDepsDev(data: DepsDevData): Promise<StandIn> {
  return startStandIn((path, request) => {
    const batch = /^\/v3alpha\/(version|project)batch$/.exec(path)?.[1];
    if (batch !== undefined)
      return data.batch && answerBatch(data, batch as Member, request, data.batch.pageSize);
    const version = /^\/v3\/systems\/npm\/packages\/([^/]+)\/versions\/([^/]+)$/.exec(path);
    if (version !== null) {
      const [name = '', number = ''] = version.slice(1).map(decodeURIComponent);
      return answerOne(versionOf(data, name, number));
    }
    const id = decodeURIComponent(/^\/v3\/projects\/([^/]+)$/.exec(path)?.[1] ?? '');
    return answerOne(projectOf(data, id));
  });
}

type Member = 'version' | 'project';

interface BatchItem {
  readonly versionKey?: { readonly system: string; readonly name: string; readonly version: string };
  readonly projectKey?: { readonly id: string };
}

function answerOne(document: Fields | undefined): Answer | undefined {
  return document && { json: document };
}

function versionOf({ versions = {} }: DepsDevData, name: string, version: string): Fields | undefined {
  const fields = versions[`${name}@${version}`];
  return fields && { versionKey: { system: 'NPM', name, version }, ...fields };
}

function projectOf({ projects = {} }: DepsDevData, stated: string): Fields | undefined {
  const id = stated.toLowerCase();
  const fields = projects[id];
  return fields && { projectKey: { id }, ...fields };
}

/** The page token is the index of the page's first item. */
function answerBatch(data: DepsDevData, member: Member, { method, body }: SeenRequest, pageSize: number) {
  if (method !== 'POST') return { status: 405, json: {} };
  const { requests, pageToken } = JSON.parse(body) as { requests: BatchItem[]; pageToken?: string };
  if (requests.length > 5000) return { status: 400, json: {} };
  const start = Number(pageToken ?? 0);
  const responses = requests.slice(start, start + pageSize).map((request) => {
    const { versionKey, projectKey } = request;
    const document =
      member === 'version'
        ? versionOf(data, versionKey?.name ?? '', versionKey?.version ?? '')
        : projectOf(data, projectKey?.id ?? '');
    return { request, ...(document && { [member]: document }) };
  });
  const next = start + pageSize;
  return { json: { responses, nextPageToken: next < requests.length ? String(next) : '' } };
}
