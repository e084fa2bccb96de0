import type { Counts } from '../../../src/extension/judgements/store';
import { extension } from './editor';

export const counts = async (): Promise<Counts> => (await extension().activate()).counts();

/**
 * What some work costs, each count by the least of several times: what the editor's watching tells late comes on top of
 * one time, not of each.
 */
export async function leastCost(times: readonly (() => Promise<void>)[]): Promise<Counts> {
  const costs: Counts[] = [];
  for (const work of times) {
    const before = await counts();
    await work();
    const after = await counts();
    costs.push({
      judged: after.judged - before.judged,
      trees: after.trees - before.trees,
      manifestsRead: after.manifestsRead - before.manifestsRead,
      filesRead: after.filesRead - before.filesRead,
      asked: after.asked - before.asked,
    });
  }
  const least = (key: keyof Counts) => Math.min(...costs.map((cost) => cost[key]));
  return {
    judged: least('judged'),
    trees: least('trees'),
    manifestsRead: least('manifestsRead'),
    filesRead: least('filesRead'),
    asked: least('asked'),
  };
}
