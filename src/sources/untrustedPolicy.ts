import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { EVERY_NAME, extendsOf, parsePolicy } from '../core/index';
import type { PolicyReference } from '../core/index';
import { readText } from './disk';
import { foldersUpTo, isInside } from './folders';
import { findPolicyFile } from './policyFile';
import { topOf } from './project';

/**
 * The private names that the policy of an untrusted workspace lists, and those that it builds on. Nothing else of it
 * counts: keeping a name back can do no harm, sending it out can. Never rejects.
 *
 * @param named a policy file of the workspace that stands under a name of its own
 */
export async function privatePackagesNearby(folder: string, named?: string): Promise<readonly string[]> {
  const files = [findPolicyFile(folder, topOf(folder)), named].filter((file) => file !== undefined);
  const lists = files.map(async (file) => {
    const text = await textOf(file);
    if (typeof text === 'string') return listedIn(text, file, { root: rootOf(file), seen: new Set([file]) });
    return text.code === 'ENOENT' ? [] : EVERY_NAME;
  });
  return (await Promise.all(lists)).flat();
}

interface Reading {
  /** Nothing outside of it is read. */
  readonly root: string;
  readonly seen: Set<string>;
}

function textOf(file: string): Promise<string | NodeJS.ErrnoException> {
  return readText(file).catch((error: unknown) => error as NodeJS.ErrnoException);
}

async function listedIn(text: string, file: string, reading: Reading): Promise<readonly string[]> {
  const { value } = parsePolicy(text, { origin: file });
  const bases = extendsOf(value).map((reference) => listedInBase(reference, file, reading));
  return [...value.privatePackages, ...(await Promise.all(bases)).flat()];
}

/**
 * Files of the project are read. What stands elsewhere is not looked up for an untrusted workspace, which could name any
 * place: it may list any name.
 */
async function listedInBase(
  reference: PolicyReference,
  from: string,
  reading: Reading,
): Promise<readonly string[]> {
  if (reference.kind === 'built-in') return [];
  if (reference.kind !== 'file' || isAbsolute(reference.path)) return EVERY_NAME;
  const file = resolve(dirname(from), reference.path);
  if (reading.seen.has(file)) return [];
  reading.seen.add(file);
  const text = isInside(file, reading.root) ? await textOf(file) : undefined;
  return typeof text === 'string' ? listedIn(text, file, reading) : EVERY_NAME;
}

/** The repository of a policy, else the policy's own folder. */
function rootOf(file: string): string {
  const folder = dirname(file);
  return foldersUpTo(folder, topOf(folder)).find((at) => existsSync(join(at, '.git'))) ?? folder;
}
