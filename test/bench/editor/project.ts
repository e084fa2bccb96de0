import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that require each other stand in clusters: no manifest brings all of a monorepo. */
const CLUSTER = 500;

/** One package of each cluster in which something is to be told, and one that only informs. */
const DENIED_AT = 250;
const CONDITIONS_AT = 125;

export interface ProjectSize {
  readonly manifests: number;
  /** Direct dependencies of each. */
  readonly dependencies: number;
  /** What the lockfile installs. */
  readonly packages: number;
}

/** An npm workspace with a lockfile and a policy, always the same for the same size. Nothing is installed. */
export function writeProject(folder: string, size: ProjectSize): string[] {
  const written = Array.from({ length: size.manifests }, (_, index) => {
    const file = join(folder, placeOf(index, size), 'package.json');
    write(file, JSON.stringify(manifestOf(index, size), undefined, 2));
    return file;
  });
  if (size.manifests > 1)
    write(
      join(folder, 'package.json'),
      '{ "name": "bench", "private": true, "workspaces": ["packages/*"] }\n',
    );
  writeLockfile(folder, size, 'MPL-2.0');
  writePolicy(folder, 'A');
  return written;
}

/** @param license that of some packages, one of which each manifest brings; weak copyleft */
export function writeLockfile(folder: string, size: ProjectSize, license: string): void {
  const all: [string, object][] = [['', { name: 'bench', workspaces: ['packages/*'] }]];
  if (size.manifests > 1)
    for (let index = 0; index < size.manifests; index++) {
      const at = placeOf(index, size);
      all.push([at, manifestOf(index, size)], [`node_modules/bench-p${index}`, { resolved: at, link: true }]);
    }
  for (let index = 0; index < size.packages; index++)
    all.push([`node_modules/${nameOf(index)}`, packageOf(index, size.packages, license)]);
  const lockfile = { name: 'bench', lockfileVersion: 3, packages: Object.fromEntries(all) };
  write(join(folder, 'package-lock.json'), JSON.stringify(lockfile, undefined, 2));
}

function placeOf(index: number, { manifests }: ProjectSize): string {
  return manifests === 1 ? '' : `packages/p${index}`;
}

/** @param revision stands in what is told about a denied package */
export function writePolicy(folder: string, revision: string): void {
  const text = `version: 1
name: Bench policy
licenses:
  allow: [permissive]
  conditions:
    - licenses: [weak-copyleft]
      conditions: [Publish changes.]
packages:
  deny:
    - package: bench-denied
      reason: revision ${revision}
  review:
    - package: '${nameOf(DENIED_AT)}'
      reason: revision ${revision}
`;
  write(join(folder, 'ospo-policy.yaml'), text);
}

function manifestOf(index: number, { dependencies, packages }: ProjectSize): object {
  const clusters = Math.max(1, Math.floor(packages / CLUSTER));
  const names = Array.from({ length: dependencies }, (_, at) => {
    // Two clusters each, from their beginning on: what is at the beginning brings all of it.
    const cluster = (index + (at % 2)) % clusters;
    return nameOf(cluster * CLUSTER + (Math.floor(at / 2) % CLUSTER));
  });
  const ranges = Object.fromEntries(names.map((name) => [name, '^1.0.0']));
  return {
    name: `bench-p${index}`,
    version: '1.0.0',
    dependencies: { ...ranges, 'bench-denied': '^1.0.0' },
  };
}

function packageOf(index: number, packages: number, license: string): object {
  const start = index - (index % CLUSTER);
  const needed = [index + 1, index + 7, index + 31].filter(
    (at) => at < start + CLUSTER && at < packages && at !== index,
  );
  return {
    version: `1.${index % 10}.0`,
    resolved: `https://registry.example.com/${nameOf(index)}/-/${nameOf(index)}-1.${index % 10}.0.tgz`,
    integrity: `sha512-${'A'.repeat(86)}==`,
    license: licenseOf(index, license),
    dependencies: Object.fromEntries(needed.map((at) => [nameOf(at), '^1.0.0'])),
  };
}

function licenseOf(index: number, conditions: string): string {
  if (index % CLUSTER === DENIED_AT) return 'AGPL-3.0-only';
  if (index % CLUSTER === CONDITIONS_AT) return conditions;
  return index % 10 === 5 ? 'MPL-2.0' : (['MIT', 'ISC', 'Apache-2.0'][index % 3] ?? 'MIT');
}

function nameOf(index: number): string {
  return `bench-package-${index}`;
}

function write(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
