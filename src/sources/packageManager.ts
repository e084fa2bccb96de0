import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { packageManagerOf } from '../core/index';
import type { PackageManager } from '../core/index';
import { readText } from './disk';

export interface FoundManager {
  readonly manager: PackageManager;
  /** Where it is to be run. */
  readonly folder: string;
}

/** The package manager of a manifest's folder, or of the nearest one above that tells; npm where none does. Never rejects. */
export async function findPackageManager(folder: string): Promise<FoundManager> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const names = await readdir(at).catch((): string[] => []);
    const text = await readText(join(at, 'package.json')).catch(() => undefined);
    const manager = packageManagerOf(text, names);
    if (manager !== undefined) return { manager, folder: at };
    if (existsSync(join(at, '.git')) || dirname(at) === at)
      return { manager: 'npm', folder: resolve(folder) };
  }
}
