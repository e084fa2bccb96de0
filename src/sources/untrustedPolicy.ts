import { readFile } from 'node:fs/promises';
import { parsePolicy } from '../core/index';
import { findPolicyFile } from './policyFile';
import { topOf } from './project';

/**
 * The private names that the policy of an untrusted workspace lists. Nothing else of it counts: keeping a name back can
 * do no harm, sending it out can. Never rejects.
 */
export async function privatePackagesNearby(folder: string): Promise<readonly string[]> {
  const file = findPolicyFile(folder, topOf(folder));
  const text = file && (await readFile(file, 'utf8').catch(() => undefined));
  return text === undefined ? [] : parsePolicy(text, { origin: file ?? '' }).value.privatePackages;
}
