import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noEvidence } from '../../src/core/index';
import type { Evidence, EvidencePatch, EvidenceRequest, EvidenceSource, Origin } from '../../src/core/index';

export const NOW = '2026-11-23T08:00:00.000Z';
export const now = (): string => NOW;
export const running = { aborted: false };

const lockfile: Origin = { source: 'lockfile', label: 'package-lock.json', date: NOW };

/** A request for a package; `version` as if a lockfile had stated it. */
export function requestFor(
  name: string,
  {
    version,
    known,
    ...rest
  }: Partial<Omit<EvidenceRequest, 'known'>> & { version?: string; known?: Partial<Evidence> } = {},
): EvidenceRequest {
  return {
    key: name,
    name,
    range: '',
    installedAs: name,
    privacy: undefined,
    ...rest,
    known: {
      ...noEvidence,
      ...(version !== undefined && { version: { value: version, origin: lockfile } }),
      ...known,
    },
  };
}

/** What a source says of one package. */
export async function ask(
  source: EvidenceSource,
  request: EvidenceRequest,
): Promise<EvidencePatch | undefined> {
  return (await source.lookup([request], running)).get(request.key);
}

/** The values of a patch without origins, for short comparisons. */
export function valuesOf(patch: EvidencePatch | undefined): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, fact] of Object.entries(patch ?? {})) {
    if (key === 'gaps' || key === 'links') continue;
    values[key] = Array.isArray(fact)
      ? fact.map((one: { value: unknown }) => one.value)
      : (fact as { value: unknown }).value;
  }
  return values;
}

/** The reasons of the gaps, each once. */
export function gapsOf(patch: EvidencePatch | undefined): string[] {
  return [...new Set((patch?.gaps ?? []).map((gap) => gap.why))];
}

export interface TempFolder {
  readonly path: string;
  write(file: string, content: string | object): void;
  remove(): void;
}

/** A folder that is gone after the test. */
export function tempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'ospo-lens-test-'));
  return {
    path,
    write: (file, content) => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
