import { strict as assert } from 'node:assert';
import { lockfileFormatOf } from '../../../src/core/lockfiles/index';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { pathTo, treeOf } from '../../../src/core/tree/reach';
import { treeProblems } from '../../../src/core/tree/problems';

const npm = (entries: string): string => `{\n  "lockfileVersion": 3,\n  "packages": {\n${entries}\n  }\n}\n`;
const entry = (name: string, needs: object = {}): string =>
  `    "node_modules/${name}": {\n      "version": "1.0.0",\n      "dependencies": ${JSON.stringify(needs)}\n    }`;
const yarn = (...entries: readonly string[]): string => `# yarn lockfile v1\n\n${entries.join('\n\n')}\n`;
const yarnEntry = (key: string, needs = ''): string =>
  `${key}:\n  version "1.0.0"${needs === '' ? '' : `\n  dependencies:\n    ${needs}`}`;
const pnpm = (...entries: readonly string[]): string =>
  `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n        version: 1.0.0\n\npackages:\n\n${entries.join('\n\n')}\n`;
const pnpmEntry = (key: string, needs = ''): string =>
  `  ${key}:\n    resolution: {integrity: sha512-x}${needs === '' ? '' : `\n    dependencies:\n      ${needs}`}`;
const bun = (entries: string): string =>
  `{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": {},\n  },\n  "packages": {\n${entries}\n  }\n}\n`;

const CONFLICT = '<<<<<<< HEAD\n=======\n>>>>>>> theirs\n';

interface Answer {
  readonly problems: readonly string[];
  readonly reached: readonly string[];
}

/** What a manifest that needs `a` is told of a lockfile. */
function answerOf(fileName: string, text: string): Answer {
  const { value: lockfile, problems } = lockfileFormatOf(fileName)?.parse(text) ?? assert.fail(fileName);
  const { dependencies } = parseManifest('{"dependencies":{"a":"^1.0.0"}}').value;
  const tree = treeOf({ dependencies, lockfile, folder: '', isCurrent: () => true });
  return {
    problems: [...problems, ...treeProblems(lockfile)].map(({ code }) => code),
    reached: tree.reached.map((index) => pathTo(tree, index).at(-1)?.name ?? ''),
  };
}

const NPM = 'package-lock.json';
const YARN = 'yarn.lock';
const PNPM = 'pnpm-lock.yaml';
const BUN = 'bun.lock';

const cases: readonly (readonly [string, string, string, readonly string[], readonly string[]])[] = [
  [
    'circles are no problem',
    NPM,
    npm(`${entry('a', { b: '1' })},\n${entry('b', { c: '1' })},\n${entry('c', { a: '1' })}`),
    [],
    ['a', 'b', 'c'],
  ],
  [
    'circles are no problem',
    YARN,
    yarn(yarnEntry('a@^1.0.0', 'b "^1"'), yarnEntry('b@^1', 'a "^1.0.0"')),
    [],
    ['a', 'b'],
  ],
  [
    'circles are no problem',
    PNPM,
    pnpm(pnpmEntry('a@1.0.0', 'b: 1.0.0'), pnpmEntry('b@1.0.0', 'a: 1.0.0')),
    [],
    ['a', 'b'],
  ],
  [
    'circles are no problem',
    BUN,
    bun(
      '    "a": ["a@1.0.0", "", { "dependencies": { "b": "1" } }],\n    "b": ["b@1.0.0", "", { "dependencies": { "a": "1" } }],',
    ),
    [],
    ['a', 'b'],
  ],
  ['a package that requires itself', NPM, npm(entry('a', { a: '1' })), ['lockfile.self-reference'], ['a']],
  [
    'a package that requires itself',
    YARN,
    yarn(yarnEntry('a@^1.0.0', 'a "^1.0.0"')),
    ['lockfile.self-reference'],
    ['a'],
  ],
  [
    'a package that requires itself',
    PNPM,
    pnpm(pnpmEntry('a@1.0.0', 'a: 1.0.0')),
    ['lockfile.self-reference'],
    ['a'],
  ],
  [
    'a link to itself',
    NPM,
    npm('    "node_modules/a": { "link": true, "resolved": "node_modules/a" }'),
    ['lockfile.broken-link'],
    ['a'],
  ],
  [
    'links in a circle',
    NPM,
    npm(
      '    "node_modules/a": { "link": true, "resolved": "node_modules/b" },\n    "node_modules/b": { "link": true, "resolved": "node_modules/a" }',
    ),
    ['lockfile.broken-link'],
    ['a'],
  ],
  ['a missing entry', NPM, npm(entry('a', { lost: '1', gone: '2' })), ['lockfile.missing-entry'], ['a']],
  ['a missing entry', YARN, yarn(yarnEntry('a@^1.0.0', 'lost "1"')), ['lockfile.missing-entry'], ['a']],
  ['a missing entry', PNPM, pnpm(pnpmEntry('a@1.0.0', 'lost: 1.0.0')), ['lockfile.missing-entry'], ['a']],
  [
    'a missing entry',
    BUN,
    bun('    "a": ["a@1.0.0", "", { "dependencies": { "lost": "1" } }],'),
    ['lockfile.missing-entry'],
    ['a'],
  ],
  ['two entries of one key', NPM, npm(`${entry('a')},\n${entry('a')}`), ['lockfile.duplicate-entry'], ['a']],
  [
    'two entries of one key',
    YARN,
    yarn(yarnEntry('a@^1.0.0'), yarnEntry('"a@^1.0.0"')),
    ['lockfile.duplicate-entry'],
    ['a'],
  ],
  [
    'two entries of one key',
    PNPM,
    pnpm(pnpmEntry('a@1.0.0'), pnpmEntry('a@1.0.0')),
    ['lockfile.duplicate-entry'],
    ['a'],
  ],
  [
    'two entries of one key',
    BUN,
    bun('    "a": ["a@1.0.0", "", {}],\n    "a": ["a@1.0.0", "", {}],'),
    ['lockfile.duplicate-entry'],
    ['a'],
  ],
  ['a merge conflict', NPM, npm(`${CONFLICT}${entry('a')}`), ['lockfile.conflict'], []],
  ['a merge conflict', YARN, yarn(CONFLICT, yarnEntry('a@^1.0.0')), ['lockfile.conflict'], []],
  ['a merge conflict', PNPM, pnpm(CONFLICT, pnpmEntry('a@1.0.0')), ['lockfile.conflict'], []],
  ['a merge conflict', BUN, bun(`${CONFLICT}    "a": ["a@1.0.0", "", {}],`), ['lockfile.conflict'], []],
  [
    'entries of the wrong types',
    NPM,
    npm('    "node_modules/a": 7,\n    "node_modules/b": null,\n    "node_modules/c": []'),
    [],
    [],
  ],
  [
    'names of the language',
    NPM,
    npm(entry('a', { constructor: '1', __proto__: '1' })),
    ['lockfile.missing-entry'],
    ['a'],
  ],
  [
    'nesting deeper than the stack',
    NPM,
    `{"lockfileVersion":3,"packages":${'{"a":'.repeat(200_000)}`,
    ['lockfile.syntax'],
    [],
  ],
];

describe('core/lockfiles: hostile and broken ones', () => {
  for (const [what, fileName, text, problems, reached] of cases)
    it(`${fileName}: ${what}`, () => assert.deepEqual(answerOf(fileName, text), { problems, reached }));

  it('say which entry is there twice, and where', () => {
    const text = npm(`${entry('a')},\n${entry('b')},\n${entry('a')}`);
    const [problem] = lockfileFormatOf(NPM)?.parse(text).problems ?? [];
    assert.equal(
      problem?.message,
      'package-lock.json has two entries for "node_modules/a": the last one counts. Install anew to write it.',
    );
    assert.equal(problem.span?.start, text.lastIndexOf('"node_modules/a"'));
  });

  it('say what is missing, who requires it, and how many more', () => {
    const lack = (needs: object) => {
      const { value } = lockfileFormatOf(NPM)?.parse(npm(entry('a', needs))) ?? assert.fail();
      return treeProblems(value).map(({ message }) => message);
    };
    assert.deepEqual(lack({ lost: '1' }), [
      'package-lock.json lacks lost, which a 1.0.0 requires: it is not judged. Install anew to write it.',
    ]);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`lost${at}`, '1']));
    assert.deepEqual(lack(many), [
      'package-lock.json lacks lost0, which a 1.0.0 requires, and 29 other packages: they are not judged. Install anew to write it.',
    ]);
  });

  it('are read in time that grows with their size alone: 50,000 entries in every format', () => {
    const names = Array.from({ length: 50_000 }, (_, at) => `p${at}`);
    const next = (at: number): string => names[(at + 1) % names.length] ?? '';
    const texts: readonly (readonly [string, string])[] = [
      [
        NPM,
        npm(
          [entry('a', { p0: '1' }), ...names.map((name, at) => entry(name, { [next(at)]: '1' }))].join(',\n'),
        ),
      ],
      [
        YARN,
        yarn(
          yarnEntry('a@^1.0.0', 'p0 "1"'),
          ...names.map((name, at) => yarnEntry(`${name}@1`, `${next(at)} "1"`)),
        ),
      ],
      [
        PNPM,
        pnpm(
          pnpmEntry('a@1.0.0', 'p0: 1.0.0'),
          ...names.map((name, at) => pnpmEntry(`${name}@1.0.0`, `${next(at)}: 1.0.0`)),
        ),
      ],
      [
        BUN,
        bun(
          ['a', ...names]
            .map(
              (name, at) =>
                `    "${name}": ["${name}@1.0.0", "", { "dependencies": { "${names[at % names.length] ?? ''}": "1" } }],`,
            )
            .join('\n'),
        ),
      ],
    ];
    for (const [fileName, text] of texts) {
      const { problems, reached } = answerOf(fileName, text);
      assert.deepEqual([fileName, problems, reached.length], [fileName, [], 50_001]);
    }
  }).timeout(30_000);
});
