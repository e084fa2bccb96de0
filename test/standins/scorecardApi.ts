import { startStandIn } from './server';
import type { StandIn } from './server';

/** The Scorecard API: results by repository, letter case included; 404 has an empty body, as the service does it. */
export function startScorecardApi(results: Readonly<Record<string, unknown>>): Promise<StandIn> {
  return startStandIn((path) => {
    const repository = /^\/projects\/([^?]+)$/.exec(path)?.[1] ?? '';
    const json = Object.hasOwn(results, repository) ? results[repository] : undefined;
    return json === undefined ? undefined : { json, headers: { 'cache-control': 'max-age=600' } };
  });
}
