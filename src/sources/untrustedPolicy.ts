import { readFile } from 'node:fs/promises';
import { EVERY_NAME, parsePolicy } from '../core/index';
import { findPolicyFile } from './policyFile';
import { topOf } from './project';

/**
 * The private names that the policy of an untrusted workspace lists. Nothing else of it counts: keeping a name back can
 * do no harm, sending it out can. Never rejects.
 *
 * @param named a policy file of the workspace that stands under a name of its own
 */
export async function privatePackagesNearby(folder: string, named?: string): Promise<readonly string[]> {
  const files = [findPolicyFile(folder, topOf(folder)), named].filter((file) => file !== undefined);
  return (await Promise.all(files.map(privatePackagesIn))).flat();
}

async function privatePackagesIn(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => error as NodeJS.ErrnoException);
  if (typeof text !== 'string') return text.code === 'ENOENT' ? [] : EVERY_NAME;
  return parsePolicy(text, { origin: file }).value.privatePackages;
}
