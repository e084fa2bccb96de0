import { strict as assert } from 'node:assert';
import { applyEdits } from '../../../src/core/fixes/applyEdits';
import { moduleUses } from '../../../src/core/imports/moduleUses';
import { rewriteImports } from '../../../src/core/imports/rewrite';
import { parsePolicy } from '../../../src/core/policy/parse';

/** Each `«…»` marks a specifier that must be found; without the marks, the text is what is read. */
const marked: readonly (readonly [title: string, text: string])[] = [
  ['a default import', `import moment from '«moment»';`],
  ['a side effect', `import "«moment»"`],
  ['names', `import { a, b as c, default as d } from '«moment»'`],
  ['names over lines', `import {\n  a, // the first\n  b,\n} from '«moment»';`],
  ['a namespace', `import * as moment from '«moment»'`],
  ['default and namespace', `import m, * as all from '«moment»'`],
  ['types', `import type { Moment } from '«moment»'; import { type A } from "«moment»"`],
  ['a type that is called from', `import { from } from '«moment»'`],
  ['names in strings', `import { "a-b" as c } from '«moment»'`],
  ['attributes', `import data from '«moment/data.json»' with { type: 'json' };`],
  ['a re-export', `export { a } from '«moment»'; export * from '«moment»'; export * as m from "«moment»"`],
  ['a type re-export', `export type { A } from '«moment»'`],
  ['a dynamic import', 'const m = await import(`«moment»`); import("«moment»").then(x)'],
  ['a dynamic import with options', `import('«moment»', { with: {} })`],
  ['an import in a type', `let x: import('«moment»').Moment; type T = typeof import("«moment»")`],
  ['TypeScript import equals', `import moment = require('«moment»');`],
  ['require', `const { a } = require('«moment»'), b = require("«moment»").b`],
  ['require.resolve', `require.resolve('«moment»'); require.resolve('«moment»', { paths: [] })`],
  ['import.meta.resolve', `import.meta.resolve('«moment»')`],
  ['mocks', `jest.mock('«moment»', () => ({})); vi.doMock('«moment»'); jest.requireActual('«moment»')`],
  ['mocks with types', `jest.requireActual<typeof import('«moment»')>('«moment»')`],
  ['an augmentation', `declare module '«moment»' { interface Moment { x: 1 } }`],
  ['a reference', `/// <reference types="«moment»" />\nx`],
  ['several without semicolons', `import a from '«moment»'\nexport default a\nimport b from '«moment»'`],
  ['code behind a comment', `/* 'a */ import '«moment»' // it's fine`],
  [
    'an import in a template',
    '`a ${await import("«moment»")} import "moment" ${`b ${require(\'«moment»\')}`} `',
  ],
  ['code behind a template', '`a ${{ b: `}` }} \\` ${1}`; import "«moment»"'],
  ['code behind a regular expression', `const r = /['"\`]\\/[/'"]/g; import('«moment»')`],
  ['code behind a division', `const x = a / b; const y = (c) / 2; require('«moment»') / 1`],
  ['code behind a regular expression after a word', `return /'/.test(x) && require('«moment»')`],
  ['JSX', `<p title="it">don't import 'moment'</p>;\nimport('«moment»');\n<a href='x'/>;require('«moment»')`],
  ['JSX that closes', `const a = <b>{require('«moment»')}</b>; import('«moment»')`],
  ['a shebang', `#!/usr/bin/env node\nrequire('«moment»')`],
  ['what is cut off', `import '«moment»'; import { a } from 'mom`],
  ['a private member', `class A { #import = 1; b() { return require('«moment»') } }`],
  ['no comment', `// import 'moment'\n/* require('moment') */`],
  ['no string', `const a = "import 'moment'"; log('moment', 'require("moment")')`],
  ['no member', `a.import('moment'); b.require('moment'); loader.mock('moment'); c.from('moment')`],
  ['no sum', `require('moment' + x); import('moment/' + y); require(\`moment/\${z}\`)`],
  ['no property', `const a = { import: 'moment', from: 'moment', module: 'moment' }`],
  ['no call of others', `describe('moment', () => {}); jest.fn('moment'); export const from = 'moment'`],
  ['no regular expression', `const r = /import 'moment'/`],
  ['no types of a comment', `// <reference types="moment" />`],
  ['nothing', ''],
  ['what never ends', '`${`${`${'],
  ['braces without sense', '}}}{`}${'],
];

describe('moduleUses', () => {
  for (const [title, text] of marked) {
    it(`reads ${title}`, () => {
      const code = text.replace(/[«»]/g, '');
      const uses = moduleUses(code);
      const remarked = [...uses].reverse().reduce((result, { span: { start, end } }) => {
        return `${result.slice(0, start)}«${result.slice(start, end)}»${result.slice(end)}`;
      }, code);
      assert.equal(remarked.replace(/«mom$/, 'mom'), text);
      for (const { specifier, span } of uses) assert.equal(code.slice(span.start, span.end), specifier);
    });
  }

  it('reads a large file in a time that grows with its length', () => {
    const text = `import a from 'moment'; // it's\nconst b = /x/ + \`\${c}\`;\n`.repeat(20_000);
    assert.equal(moduleUses(text).length, 20_000);
  });
});

describe('rewriteImports', () => {
  const choice = { name: 'dayjs', range: '^1', dropIn: true } as const;
  const rewrite = (file: string, text: string, subpaths?: Readonly<Record<string, string>>) => {
    const { edits, left } = rewriteImports(file, text, 'moment', {
      ...choice,
      ...(subpaths && { subpaths }),
    });
    return [applyEdits(text, edits), left.map(({ start, end }) => text.slice(start, end)).join(' ')];
  };
  const cases: readonly (readonly [
    title: string,
    file: string,
    before: string,
    after: string,
    left?: string,
  ])[] = [
    ['the package', 'a.ts', `import m from 'moment'`, `import m from 'dayjs'`],
    ['quotes', 'a.ts', `import "moment"; import('moment')`, `import "dayjs"; import('dayjs')`],
    [
      'nothing of others',
      'a.ts',
      `import 'moment-timezone'; import '@x/moment'`,
      `import 'moment-timezone'; import '@x/moment'`,
    ],
    ['mapped paths', 'a.ts', `import 'moment/locale/de'`, `import 'dayjs/locale/de'`],
    ['the longest path', 'a.ts', `import 'moment/locale/x/y'`, `import 'dayjs/lang/y'`],
    ['a path of its own', 'a.ts', `import 'moment/min/locales'`, `import 'dayjs/all'`],
    ['a path that is the package', 'a.ts', `import 'moment/moment'`, `import 'dayjs'`],
    [
      'no path that nobody maps',
      'a.ts',
      `import 'moment/src/x'; import 'moment'`,
      `import 'moment/src/x'; import 'dayjs'`,
      'moment/src/x',
    ],
    [
      'the scripts of a component',
      'a.vue',
      `<p>import 'moment'</p>\n<script setup lang="ts">\nimport 'moment'\n</script>`,
      `<p>import 'moment'</p>\n<script setup lang="ts">\nimport 'dayjs'\n</script>`,
    ],
    [
      'both scripts',
      'a.svelte',
      `<script module>import 'moment'</script><script>import 'moment'</script>`,
      `<script module>import 'dayjs'</script><script>import 'dayjs'</script>`,
    ],
    [
      'the fence of Astro',
      'a.astro',
      `---\nimport 'moment'\n---\n<p>import 'moment'</p>`,
      `---\nimport 'dayjs'\n---\n<p>import 'moment'</p>`,
    ],
  ];
  const subpaths = { 'locale/*': 'locale/*', 'locale/x/*': 'lang/*', 'min/locales': 'all', moment: '.' };
  for (const [title, file, before, after, left = ''] of cases)
    it(`rewrites ${title}`, () => assert.deepEqual(rewrite(file, before, subpaths), [after, left]));

  it('leaves every path below where the policy maps none', () => {
    assert.deepEqual(rewrite('a.js', `require('moment/x'); require('moment')`), [
      `require('moment/x'); require('dayjs')`,
      'moment/x',
    ]);
  });
});

describe('subpaths of an alternative', () => {
  const read = (subpaths: string) =>
    parsePolicy(
      `version: 1\nname: P\nlicenses: {allow: [permissive]}\nalternatives: [{package: a, use: [{name: b, range: ^1, drop-in: true, subpaths: ${subpaths}}]}]`,
      { origin: 'p.yaml' },
    );
  const cases: readonly (readonly [
    text: string,
    expected: Readonly<Record<string, string>>,
    problems: number,
  ])[] = [
    ['{locale/*: lang/*, x: y}', { 'locale/*': 'lang/*', x: 'y' }, 0],
    ['{"*": "*"}', { '*': '*' }, 0],
    ['{x: .}', { x: '.' }, 0],
    ['{locale/*: lang}', {}, 1],
    ['{../x: y}', {}, 1],
    ['{x: "https://example.com/y"}', {}, 1],
    ['{x: "a b"}', {}, 1],
    ['{x: [y]}', {}, 1],
  ];
  for (const [text, expected, problems] of cases) {
    it(`reads ${text}`, () => {
      const { value, problems: found } = read(text);
      assert.deepEqual(value.alternatives[0]?.use[0]?.subpaths, expected);
      assert.equal(found.length, problems);
    });
  }
});
