import { startStandIn } from './server';
import type { StandIn } from './server';

export interface DepsDevData {
  /** By `name@version`: the fields of GetVersion beside `versionKey`. */
  readonly versions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** By project id: the fields of GetProject beside `projectKey`. */
  readonly projects?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** deps.dev v3: GetVersion of npm and GetProject (api/v3/api.proto). Unknown things are 404 with a plain text. */
export function startDepsDev({ versions = {}, projects = {} }: DepsDevData): Promise<StandIn> {
  return startStandIn((path) => {
    const version = /^\/v3\/systems\/npm\/packages\/([^/]+)\/versions\/([^/]+)$/.exec(path);
    if (version !== null) {
      const [name = '', number = ''] = version.slice(1).map(decodeURIComponent);
      const fields = versions[`${name}@${number}`];
      if (fields === undefined) return undefined;
      return { json: { versionKey: { system: 'NPM', name, version: number }, ...fields } };
    }
    const id = decodeURIComponent(/^\/v3\/projects\/([^/]+)$/.exec(path)?.[1] ?? '').toLowerCase();
    const fields = projects[id];
    return fields === undefined ? undefined : { json: { projectKey: { id }, ...fields } };
  });
}
