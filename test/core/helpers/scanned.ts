import { strict as assert } from 'node:assert';
import { lockfileFormatOf } from '../../../src/core/lockfiles/index';
import { findInstalled } from '../../../src/core/lockfiles/findInstalled';
import type { Lockfile, Origin } from '../../../src/core/model';
import { parsePolicy } from '../../../src/core/policy/parse';
import type { EvidencePatch, EvidenceSource } from '../../../src/core/ports';
import type { ReportMeta } from '../../../src/core/present/report';
import { scanManifest } from '../../../src/core/scan';
import type { ManifestReport } from '../../../src/core/scan';

export const stated: Origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' };

export const meta: ReportMeta = {
  tool: { name: 'ospo-lens', version: '1.0.0' },
  offline: true,
  problems: [],
  textOf: () => undefined,
};

export const BASE_POLICY =
  'licenses: { allow: [permissive], conditions: [{ license: weak-copyleft, conditions: [share changes] }], deny: [network-copyleft] }';

/** Manifests by their path, judged in memory by one policy and one lockfile, as the command line does it offline. */
export async function scanned(
  manifests: Readonly<Record<string, object>>,
  lockfile: Lockfile,
  policyText = BASE_POLICY,
): Promise<ManifestReport[]> {
  const { value: policy, problems } = parsePolicy(`version: 1\nname: Test\n${policyText}\n`, {
    origin: 'p.yaml',
  });
  assert.deepEqual(problems, []);
  const reports: ManifestReport[] = [];
  for (const [path, manifest] of Object.entries(manifests)) {
    const folder = path.split('/').slice(0, -1).join('/');
    const plan = { sources: [sourceOf(lockfile, folder)], offline: [] };
    const input = {
      path,
      text: JSON.stringify(manifest, undefined, 2),
      policy,
      now: '2026-11-23T08:00:00Z',
      privacyOf: () => undefined,
      locked: { lockfile, folder, stated },
    };
    reports.push(await scanManifest(input, plan, { aborted: false }));
  }
  return reports;
}

function sourceOf(lockfile: Lockfile, folder: string): EvidenceSource {
  return {
    id: 'lockfile',
    reach: 'local',
    facts: ['version', 'license'],
    lookup: (requests) => {
      const patches = new Map<string, EvidencePatch>();
      for (const { key, installedAs, range } of requests) {
        const locked = findInstalled(lockfile, installedAs, folder, range);
        if (locked === undefined) continue;
        const { version, license } = locked;
        patches.set(key, {
          version: { value: version, origin: stated },
          ...(license !== undefined && { licenses: [{ value: license, origin: stated }] }),
        });
      }
      return Promise.resolve(patches);
    },
  };
}

/** A lockfile of npm from its locations; versions are 1.0.0 and licenses MIT unless stated. */
export function npmLock(locations: Readonly<Record<string, object>>): Lockfile {
  const packages = Object.fromEntries(
    Object.entries(locations).map(([location, entry]) => [
      location,
      { version: '1.0.0', license: 'MIT', ...entry },
    ]),
  );
  return read('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
}

/** A lockfile by its file name; it must have no problem. */
export function read(fileName: string, text: string): Lockfile {
  const parsed = lockfileFormatOf(fileName)?.parse(text);
  assert.deepEqual(parsed?.problems, []);
  return parsed.value;
}
