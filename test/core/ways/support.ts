import { strict as assert } from 'node:assert';
import { applyEdits } from '../../../src/core/fixes/applyEdits';
import { fixesFor } from '../../../src/core/fixes/index';
import { findInstalled } from '../../../src/core/lockfiles/findInstalled';
import type { Finding, Fix, LicenseRun, Lockfile, Origin } from '../../../src/core/model';
import { parsePolicy } from '../../../src/core/policy/parse';
import type { EvidencePatch, EvidenceRequest, EvidenceSource } from '../../../src/core/ports';
import { scanManifest } from '../../../src/core/scan';
import type { ManifestReport } from '../../../src/core/scan';
import { BASE_POLICY, read, stated } from '../helpers/scanned';

export const snapshot: Origin = { source: 'snapshot', label: 'snapshot', date: '2026-11-01' };

/** Licenses over versions by package: `[from, to, license]`. */
export type Runs = Readonly<Record<string, readonly (readonly [string, string, string])[]>>;

export interface Scene {
  readonly manifest: object | string;
  readonly lockfile: Lockfile;
  readonly runs?: Runs;
  readonly policy?: string;
  /** From the lockfile's folder, with `/`; beside the lockfile unless stated. */
  readonly folder?: string;
  /** The files of the root: `package.json`, `pnpm-workspace.yaml`. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface Judged {
  readonly report: ManifestReport;
  readonly text: string;
  readonly textOf: (file: string) => string | undefined;
  /** What was looked up about versions, `name@version`. */
  readonly asked: readonly string[];
}

/** Judges a manifest offline, as every host does. */
export async function judged(scene: Scene): Promise<Judged> {
  const { manifest, lockfile, runs = {}, policy: policyText = BASE_POLICY, folder = '', files = {} } = scene;
  const { value: policy, problems } = parsePolicy(`version: 1\nname: Test\n${policyText}\n`, {
    origin: 'p.yaml',
  });
  assert.deepEqual(problems, []);
  const text = typeof manifest === 'string' ? manifest : `${JSON.stringify(manifest, undefined, 2)}\n`;
  const asked: string[] = [];
  const plan = { sources: [lockfileSource(lockfile, folder), versionSource(runs, asked)], offline: [] };
  const report = await scanManifest(
    {
      path: folder === '' ? 'package.json' : `${folder}/package.json`,
      text,
      policy,
      now: '2026-11-23T08:00:00Z',
      privacyOf: ({ packageName }) =>
        packageName.startsWith('@own/')
          ? { because: 'pattern', pattern: '@own/*', from: 'policy' }
          : undefined,
      locked: {
        lockfile,
        folder,
        stated,
        root: { manifest: 'package.json', settings: 'pnpm-workspace.yaml' },
      },
    },
    plan,
    { aborted: false },
  );
  return { report, text, textOf: (file) => files[file], asked };
}

function lockfileSource(lockfile: Lockfile, folder: string): EvidenceSource {
  const lookup = ({ installedAs, range }: EvidenceRequest): EvidencePatch | undefined => {
    const locked = findInstalled(lockfile, installedAs, folder, range);
    if (locked === undefined) return undefined;
    const { version, license } = locked;
    const licenses = license === undefined ? [] : [{ value: license, origin: stated }];
    return { version: { value: version, origin: stated }, licenses };
  };
  return sourceOf('lockfile', ['version', 'license'], lookup);
}

function versionSource(runs: Runs, asked: string[]): EvidenceSource {
  return sourceOf('snapshot', ['version', 'license', 'repository'], ({ name, key, range, privacy }) => {
    if (key.startsWith('versions:')) asked.push(`${name}@${range}`);
    if (privacy !== undefined || runs[name] === undefined) return undefined;
    const value = runs[name].map(([from, to, license]): LicenseRun => ({ from, to, license }));
    return { licenseRuns: { value, origin: snapshot } };
  });
}

function sourceOf(
  id: EvidenceSource['id'],
  facts: EvidenceSource['facts'],
  one: (request: EvidenceRequest) => EvidencePatch | undefined,
): EvidenceSource {
  return {
    id,
    reach: 'local',
    facts,
    lookup: (requests) => {
      const found = requests.flatMap((request) => {
        const patch = one(request);
        return patch === undefined ? [] : [[request.key, patch] as const];
      });
      return Promise.resolve(new Map(found));
    },
  };
}

/** The finding on a package that a dependency brings. */
export function findingOn({ report }: Judged, name: string): Finding {
  const found = report.findings.find(({ via }) => via?.path.at(-1)?.name === name);
  return found ?? assert.fail(`nothing is found on ${name}`);
}

export function fixesOn(scene: Judged, name: string): Fix[] {
  const { report, text, textOf } = scene;
  const finding = findingOn(scene, name);
  const judgement =
    report.judgements.find(({ dependency }) => dependency === finding.dependency) ?? assert.fail();
  return fixesFor(finding, judgement, report.policy, text, { textOf, isShared: () => true });
}

export const titles = (scene: Judged, name: string): string[] =>
  fixesOn(scene, name).map(({ title }) => title);

/** What a fix makes of a file of the root, or of the manifest that was judged. */
export function after(scene: Judged, fix: Fix | undefined, file?: string): string {
  const { edits, elsewhere = [] } = fix ?? assert.fail('no fix');
  if (file === undefined) return applyEdits(scene.text, edits);
  const there = elsewhere.filter((each) => each.file === file).flatMap((each) => each.edits);
  return applyEdits(scene.textOf(file) ?? '', there);
}

/** `lib 1.0.0` brings `bad 2.0.0`, as the managers lock it; `lib` asks for `^2.0.0`. */
export const locked: Readonly<Record<'npm' | 'pnpm' | 'yarn' | 'berry' | 'bun', Lockfile>> = {
  npm: read(
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { lib: '^1.0.0' } },
        'node_modules/lib': { version: '1.0.0', license: 'MIT', dependencies: { bad: '^2.0.0' } },
        'node_modules/bad': { version: '2.0.0', license: 'AGPL-3.0-only' },
      },
    }),
  ),
  pnpm: read(
    'pnpm-lock.yaml',
    `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      lib:
        specifier: ^1.0.0
        version: 1.0.0

packages:

  bad@2.0.0:
    resolution: {integrity: sha512-x}

  lib@1.0.0:
    resolution: {integrity: sha512-x}

snapshots:

  bad@2.0.0: {}

  lib@1.0.0:
    dependencies:
      bad: 2.0.0
`,
  ),
  yarn: read(
    'yarn.lock',
    `# yarn lockfile v1


bad@^2.0.0:
  version "2.0.0"

lib@^1.0.0:
  version "1.0.0"
  dependencies:
    bad "^2.0.0"
`,
  ),
  berry: read(
    'yarn.lock',
    `__metadata:
  version: 8

"bad@npm:^2.0.0":
  version: 2.0.0
  resolution: "bad@npm:2.0.0"
  languageName: node
  linkType: hard

"lib@npm:^1.0.0":
  version: 1.0.0
  resolution: "lib@npm:1.0.0"
  dependencies:
    bad: "npm:^2.0.0"
  languageName: node
  linkType: hard
`,
  ),
  bun: read(
    'bun.lock',
    `{
  "lockfileVersion": 1,
  "workspaces": { "": { "dependencies": { "lib": "^1.0.0" } } },
  "packages": {
    "bad": ["bad@2.0.0", "", {}, "sha512-x"],
    "lib": ["lib@1.0.0", "", { "dependencies": { "bad": "^2.0.0" } }, "sha512-x"],
  }
}
`,
  ),
};
