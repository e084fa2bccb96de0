import { strict as assert } from 'node:assert';
import { lockfileFormatOf } from '../../../src/core/lockfiles/index';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Problem } from '../../../src/core/model';
import { placeProblem, problemText } from '../../../src/core/present/problems';
import { behindProblems } from '../../../src/core/tree/behind';
import { circleProblem } from '../../../src/core/tree/circle';
import { treeProblems } from '../../../src/core/tree/problems';

const NPM = 'package-lock.json';
const PNPM = 'pnpm-lock.yaml';
const YARN = 'yarn.lock';
const BUN = 'bun.lock';

/** All that is told of a lockfile beside a manifest that asks for a ^1.0.0, each as the command line says it. */
function told(fileName: string, text: string, manifest: string): string[] {
  const { value: lockfile, problems } = lockfileFormatOf(fileName)?.parse(text) ?? assert.fail(fileName);
  const all: readonly Problem[] = [
    ...problems,
    ...treeProblems(lockfile),
    ...circleProblem(lockfile),
    ...behindProblems({
      manifest: parseManifest(manifest).value,
      path: 'package.json',
      lockfile,
      folder: '',
    }),
  ];
  return all.map((problem) => problemText(placeProblem({ ...problem, file: 'L' }, text)));
}

const root = (needs: object) => `    "": { "dependencies": ${JSON.stringify(needs)} }`;
const npm = (...entries: readonly string[]) =>
  `{\n  "lockfileVersion": 3,\n  "packages": {\n${entries.join(',\n')}\n  }\n}\n`;
const entry = (name: string, needs: object = {}) =>
  `    "node_modules/${name}": { "version": "1.0.0", "dependencies": ${JSON.stringify(needs)} }`;
const link = (name: string, to: string) =>
  `    "node_modules/${name}": { "link": true, "resolved": "${to}" }`;
const folder = (path: string) => `    "${path}": { "name": "x", "version": "1.0.0" }`;

const npm1 = (entries: object) => JSON.stringify({ lockfileVersion: 1, dependencies: entries }, null, 2);

const yarn = (...entries: readonly string[]) => `# yarn lockfile v1\n\n${entries.join('\n\n')}\n`;
const yarnEntry = (key: string, needs = '') =>
  `${key}:\n  version "1.0.0"${needs === '' ? '' : `\n  dependencies:\n    ${needs}`}`;
const berry = (...entries: readonly string[]) => `__metadata:\n  version: 8\n\n${entries.join('\n\n')}\n`;
const berryEntry = (name: string, needs = '') =>
  `"${name}@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "${name}@npm:1.0.0"${needs === '' ? '' : `\n  dependencies:\n    ${needs}`}`;

const pnpm = (importer: string, ...entries: readonly string[]) =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n${importer}\n\npackages:\n\n${entries.join('\n\n')}\n`;
const importer = (name: string, specifier: string, version: string) =>
  `  .:\n    dependencies:\n      ${name}:\n        specifier: ${specifier}\n        version: ${version}`;
const A = importer('a', '^1.0.0', '1.0.0');
const pnpmEntry = (key: string, needs = '') =>
  `  ${key}:\n    resolution: {integrity: sha512-x}${needs === '' ? '' : `\n    dependencies:\n      ${needs}`}`;

const bun = (workspaces: string, ...entries: readonly string[]) =>
  `{\n  "lockfileVersion": 1,\n  "workspaces": {\n${workspaces}\n  },\n  "packages": {\n${entries.join('\n')}\n  }\n}\n`;
const bunRoot = '    "": { "dependencies": { "a": "^1.0.0" } },';
const bunEntry = (name: string, needs: object = {}) =>
  `    "${name}": ["${name}@1.0.0", "", { "dependencies": ${JSON.stringify(needs)} }],`;

const CONFLICT = '<<<<<<< HEAD\n=======\n>>>>>>> theirs\n';
const AGAIN = 'Install anew to write it.';

interface Fault {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly told: readonly string[];
  readonly manifest?: string;
}

const faults: readonly Fault[] = [
  {
    what: 'two sides of a merge',
    file: NPM,
    text: npm(CONFLICT + entry('a')),
    told: [
      'L:4:1  warning  package-lock.json has an unresolved merge conflict: versions are not known from it. Resolve it, or install anew.',
    ],
  },
  {
    what: 'two sides of a merge',
    file: PNPM,
    text: pnpm(A, CONFLICT, pnpmEntry('a@1.0.0')),
    told: [
      'L:13:1  warning  pnpm-lock.yaml has an unresolved merge conflict: versions are not known from it. Resolve it, or install anew.',
    ],
  },
  {
    what: 'a text that ends too early',
    file: NPM,
    text: npm(entry('a')).slice(0, 60),
    told: [
      `L:4:5  warning  package-lock.json cannot be read: it is not valid JSON. Versions are not known from it; install anew to write it.`,
    ],
  },
  {
    what: 'a newer version',
    file: NPM,
    text: npm(root({ a: '^1.0.0' }), entry('a')).replace('3', '4'),
    told: ['L:2:3  info  lockfileVersion 4 is newer than this program knows (3): versions may be missing.'],
  },
  {
    what: 'a newer version',
    file: PNPM,
    text: pnpm(A, pnpmEntry('a@1.0.0')).replace('9.0', '10.1'),
    told: ['L:1:1  info  lockfileVersion 10 is newer than this program knows (9): versions may be missing.'],
  },
  {
    what: 'a newer version',
    file: BUN,
    text: bun(bunRoot, bunEntry('a')).replace('1', '2'),
    told: ['L:2:3  info  lockfileVersion 2 is newer than this program knows (1): versions may be missing.'],
  },
  {
    what: 'a package that is missing',
    file: NPM,
    text: npm(root({ a: '^1.0.0' }), entry('a', { lost: '1' })),
    told: [
      `L:5:5  warning  package-lock.json lacks lost, which a 1.0.0 requires: it is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'a package of version 1 that is missing',
    file: NPM,
    text: npm1({ a: { version: '1.0.0', requires: { lost: '1' } } }),
    told: [
      `L:4:5  warning  package-lock.json lacks lost, which a 1.0.0 requires: it is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'a package of the manifest that is missing',
    file: NPM,
    text: npm(root({ a: '^1.0.0', lost: '^2.0.0' }), entry('a')),
    manifest: '{ "dependencies": { "a": "^1.0.0", "lost": "^2.0.0" } }',
    told: [
      `L  warning  package-lock.json lacks lost ^2.0.0, which package.json requires: it is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'a package that is missing',
    file: YARN,
    text: yarn(yarnEntry('a@^1.0.0', 'lost "1"')),
    told: [`L:3:1  warning  yarn.lock lacks lost, which a 1.0.0 requires: it is not judged. ${AGAIN}`],
  },
  {
    what: 'a package of Yarn 4 that is missing',
    file: YARN,
    text: berry(berryEntry('a', 'lost: "npm:1"')),
    told: [`L:4:1  warning  yarn.lock lacks lost, which a 1.0.0 requires: it is not judged. ${AGAIN}`],
  },
  {
    what: 'a package that is missing',
    file: PNPM,
    text: pnpm(A, pnpmEntry('a@1.0.0', 'lost: 1.0.0')),
    told: [`L:13:3  warning  pnpm-lock.yaml lacks lost, which a 1.0.0 requires: it is not judged. ${AGAIN}`],
  },
  {
    what: 'a package of the manifest that is missing',
    file: PNPM,
    text: pnpm(A, pnpmEntry('b@1.0.0')),
    told: [
      `L:7:7  warning  pnpm-lock.yaml lacks a 1.0.0, which package.json requires: it is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'a package that is missing',
    file: BUN,
    text: bun(bunRoot, bunEntry('a', { lost: '1' })),
    told: [`L:7:5  warning  bun.lock lacks lost, which a 1.0.0 requires: it is not judged. ${AGAIN}`],
  },
  {
    what: 'a package that requires itself',
    file: NPM,
    text: npm(root({ a: '^1.0.0' }), entry('a', { a: '1' })),
    told: ['L:5:5  info  package-lock.json: a 1.0.0 requires itself; it is judged once.'],
  },
  {
    what: 'a package that requires itself',
    file: BUN,
    text: bun(bunRoot, bunEntry('a', { a: '1' })),
    told: ['L:7:5  info  bun.lock: a 1.0.0 requires itself; it is judged once.'],
  },
  {
    what: 'two entries of one key, indented by tabs',
    file: NPM,
    text: npm(root({ a: '^1.0.0' }), entry('a'), entry('a')).replaceAll('  ', '\t'),
    told: [
      `L:6:3  warning  package-lock.json has two entries for "node_modules/a": the last one counts. ${AGAIN}`,
    ],
  },
  {
    what: 'two entries of one key',
    file: YARN,
    text: yarn(yarnEntry('a@^1.0.0'), yarnEntry('"a@^1.0.0"')),
    told: [`L:3:1  warning  yarn.lock has two entries for "a@^1.0.0": the last one counts. ${AGAIN}`],
  },
  {
    what: 'two entries of one package',
    file: PNPM,
    text: pnpm(A, pnpmEntry('a@1.0.0'), pnpmEntry('a@1.0.0')),
    told: [`L:13:3  warning  pnpm-lock.yaml has two entries for "a@1.0.0": the last one counts. ${AGAIN}`],
  },
  {
    what: 'two entries of one folder',
    file: PNPM,
    text: pnpm(`${A}\n\n${A}`, pnpmEntry('a@1.0.0')),
    told: [
      `L:11:3  warning  pnpm-lock.yaml has two entries for ".": versions are not known from it. ${AGAIN}`,
    ],
  },
  {
    what: 'a link to itself',
    file: NPM,
    text: npm(link('a', 'node_modules/a')),
    told: [
      `L:4:5  warning  package-lock.json links a to node_modules/a, in a circle: what it requires is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'links in a circle, and one into it',
    file: NPM,
    text: npm(link('a', 'node_modules/b'), link('b', 'node_modules/c'), link('c', 'node_modules/b')),
    told: [
      `L:4:5  warning  package-lock.json links a to node_modules/b, in a circle: what it requires is not judged. ${AGAIN} 2 more links are like that.`,
    ],
  },
  {
    what: 'a link to nothing, a link to a folder, a link by another link',
    file: NPM,
    text: npm(
      link('a', 'packages/gone'),
      link('b', 'packages/b'),
      link('c', 'node_modules/b'),
      folder('packages/b'),
    ),
    told: [
      `L:4:5  warning  package-lock.json links a to packages/gone, for which it has no entry: what it requires is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'a link to a name of the language',
    file: NPM,
    text: npm(link('a', '__proto__'), link('b', 'constructor')),
    told: [
      `L:4:5  warning  package-lock.json links a to __proto__, for which it has no entry: what it requires is not judged. ${AGAIN} 1 more link is like that.`,
    ],
  },
  {
    what: 'a folder that links to itself',
    file: PNPM,
    text: pnpm(importer('a', 'link:.', 'link:../app').replace('  .:', '  app:'), pnpmEntry('b@1.0.0')),
    told: [
      `L:9:18  warning  pnpm-lock.yaml links a to app, in a circle: what it requires is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'a link to nothing, and one to a folder',
    file: BUN,
    text: bun(
      `${bunRoot}\n    "packages/b": { "name": "b" },`,
      '    "a": ["a@workspace:packages/gone"],',
      '    "b": ["b@workspace:packages/b"],',
    ),
    told: [
      `L:8:5  warning  bun.lock links a to packages/gone, for which it has no entry: what it requires is not judged. ${AGAIN}`,
    ],
  },
  {
    what: 'circles, the shortest one, as a hint',
    file: NPM,
    text: npm(
      root({ a: '^1.0.0' }),
      entry('a', { b: '1' }),
      entry('b', { c: '1' }),
      entry('c', { a: '1', d: '1' }),
      entry('d', { c: '1' }),
    ),
    told: [
      'L:7:5  hint  package-lock.json: c 1.0.0 → d 1.0.0 → c 1.0.0 is a circle, as many projects have. Each package is judged once, by the shortest way to it.',
    ],
  },
  {
    what: 'circles of peers are none',
    file: NPM,
    text: npm(
      root({ a: '^1.0.0' }),
      entry('a', { b: '1' }),
      '    "node_modules/b": { "version": "1.0.0", "peerDependencies": { "a": "1" } }',
    ),
    told: [],
  },
  {
    what: 'a manifest that is ahead',
    file: NPM,
    text: npm(root({ a: '^0.9.0' }), entry('a').replace('1.0.0', '0.9.1')),
    told: [
      'L:5:5  info  package-lock.json is behind package.json: it has no a that "^1.0.0" allows. What will be installed is not known; install to know.',
    ],
  },
  {
    what: 'a manifest that is ahead by several entries',
    file: PNPM,
    text: pnpm(importer('b', '^1.0.0', '1.0.0'), pnpmEntry('b@1.0.0')),
    manifest: '{ "dependencies": { "a": "^1.0.0", "b": "^1.0.0" }, "devDependencies": { "c": "1" } }',
    told: [
      'L  info  pnpm-lock.yaml is behind package.json: it has no a that "^1.0.0" allows. What will be installed is not known; install to know. 1 more entry is like that.',
    ],
  },
  {
    what: 'a manifest that is ahead',
    file: YARN,
    text: yarn(yarnEntry('b@^1.0.0')),
    told: [
      'L  info  yarn.lock is behind package.json: it has no a that "^1.0.0" allows. What will be installed is not known; install to know.',
    ],
  },
  {
    what: 'what an override changed, is not behind',
    file: NPM,
    text: npm(root({ a: '^1.0.0' }), entry('a').replace('1.0.0', '2.0.0')),
    told: [],
  },
  {
    what: 'what a resolution changed, is not behind',
    file: YARN,
    text: yarn(yarnEntry('a@2.0.0')),
    told: [],
  },
  {
    what: 'peers, tags, folders and addresses are not behind',
    file: NPM,
    text: npm(root({ x: '1' }), entry('x')),
    manifest:
      '{ "dependencies": { "a": "latest", "b": "file:b", "c": "u/c", "d": "" }, "peerDependencies": { "e": "1" }, "optionalDependencies": { "f": "1" } }',
    told: [],
  },
  {
    what: 'nothing is wrong',
    file: NPM,
    text: npm(root({ a: '^1.0.0' }), entry('a', { b: '1' }), entry('b')),
    told: [],
  },
  {
    what: 'nothing is wrong',
    file: YARN,
    text: berry(berryEntry('a', 'b: "npm:^1.0.0"'), berryEntry('b')),
    told: [],
  },
  { what: 'nothing is wrong', file: PNPM, text: pnpm(A, pnpmEntry('a@1.0.0')), told: [] },
  { what: 'nothing is wrong', file: BUN, text: bun(bunRoot, bunEntry('a')), told: [] },
];

describe('core/lockfiles: what is told of faults, and where', () => {
  for (const fault of faults)
    it(`${fault.file}: ${fault.what}`, () => {
      const manifest = fault.manifest ?? '{ "dependencies": { "a": "^1.0.0" } }';
      assert.deepEqual(told(fault.file, fault.text, manifest), fault.told);
    });

  it('a row of links, a ring of packages: in time that grows with their number alone', () => {
    const names = Array.from({ length: 50_000 }, (_, at) => `p${at}`);
    const next = (at: number) => names[(at + 1) % names.length] ?? '';
    const links = npm(...names.map((name, at) => link(name, `node_modules/${next(at)}`)));
    assert.match(told(NPM, links, '{}').join(), /^L:4:5 {2}warning .* 49999 more links are like that\.$/);
    const ring = npm(...names.map((name, at) => entry(name, { [next(at)]: '1' })));
    assert.match(
      told(NPM, ring, '{}').join(),
      /^L:4:5 {2}hint .* p0 1\.0\.0 → p1 1\.0\.0 → .* → p5 1\.0\.0 → … → p0 1\.0\.0 is a circle/,
    );
  }).timeout(20_000);
});
