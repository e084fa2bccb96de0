import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findManifests } from './findManifests';

/**
 * The names of the packages that a project holds itself: they are nobody else's business. Only a project that says it
 * is a workspace is searched.
 */
export function workspacePackages(root: string): ReadonlySet<string> {
  const own = readJson(join(root, 'package.json'));
  const isWorkspace = own?.['workspaces'] !== undefined || existsSync(join(root, 'pnpm-workspace.yaml'));
  if (!isWorkspace) return new Set();
  const names = findManifests([root]).files.map((file) => readJson(file)?.['name']);
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** The text of a file without a byte order mark, as editors have it; `undefined` where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readText(file) ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
