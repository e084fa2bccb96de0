import { strict as assert } from 'node:assert';
import { fixesFor } from '../../../src/core/fixes/index';
import { addDependency } from '../../../src/core/fixes/addDependency';
import { applyEdits } from '../../../src/core/fixes/applyEdits';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { TextEdit } from '../../../src/core/model';
import { fixesIn, policy, replacing } from './support';

const edit = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText });

describe('applyEdits', () => {
  const cases: readonly (readonly [string, readonly TextEdit[], string])[] = [
    ['nothing', [], 'abcdef'],
    ['one edit', [edit(1, 3, 'X')], 'aXdef'],
    ['an insert', [edit(2, 2, 'X')], 'abXcdef'],
    ['edits in any order', [edit(4, 5, 'Y'), edit(0, 1, 'X')], 'XbcdYf'],
    ['edits side by side', [edit(1, 3, 'X'), edit(3, 4, 'Y')], 'aXYef'],
    ['an insert before an edit', [edit(1, 3, 'X'), edit(1, 1, 'Y')], 'aYXdef'],
    ['all of it', [edit(0, 6, '')], ''],
    ['the end', [edit(6, 6, '!')], 'abcdef!'],
  ];
  for (const [title, edits, expected] of cases)
    it(`applies ${title}`, () => assert.equal(applyEdits('abcdef', edits), expected));

  const wrong: readonly (readonly [string, readonly TextEdit[]])[] = [
    ['edits that overlap', [edit(0, 3, ''), edit(2, 4, '')]],
    ['an edit within another', [edit(0, 5, ''), edit(2, 3, '')]],
    ['an edit behind the end', [edit(5, 7, '')]],
    ['an edit before the beginning', [edit(-1, 1, '')]],
    ['an edit that ends before it begins', [edit(3, 2, '')]],
  ];
  for (const [title, edits] of wrong)
    it(`refuses ${title}`, () => assert.throws(() => applyEdits('abcdef', edits), RangeError));
});

describe('fixesFor on a text that has changed', () => {
  const before = '{"dependencies":{"moment":"2"}}';
  const later: readonly (readonly [string, string])[] = [
    ['a line above', ' {"dependencies":{"moment":"2"}}'],
    ['another range', '{"dependencies":{"moment":"3"}}'],
    ['another name', '{"dependencies":{"momend":"2"}}'],
    ['another block', '{"dependencies" :{},"devDependencies":{"moment":"2"}}'],
    ['nothing left', ''],
  ];
  const rules = replacing('moment', 'date-fns@^4');
  const [dependency] = parseManifest(before).value.dependencies;
  assert.ok(dependency);
  for (const [title, text] of later) {
    it(`offers nothing: ${title}`, () => {
      const data = { code: 'registry.scope-unmapped', packageScope: '@s' } as const;
      const finding = {
        code: data.code,
        severity: 'hint',
        dependency,
        version: undefined,
        span: dependency.nameSpan,
        data,
      } as const;
      const judgement = { reasons: [] as const, evidence: {} } as unknown as Parameters<typeof fixesFor>[1];
      assert.equal(fixesFor(finding, judgement, rules, before).length, 1);
      assert.deepEqual(fixesFor(finding, judgement, rules, text), []);
    });
  }

  it('offers nothing where the policy has nothing to offer', () =>
    assert.deepEqual(fixesIn({ text: before, name: 'moment', policy }), []));
});

describe('addDependency', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'between names in order',
      '{\n  "dependencies": {\n    "a": "1",\n    "z": "1"\n  }\n}',
      '{\n  "dependencies": {\n    "a": "1",\n    "m": "^1",\n    "z": "1"\n  }\n}',
    ],
    [
      'before all names in order',
      '{\n  "dependencies": {\n    "y": "1",\n    "z": "1"\n  }\n}',
      '{\n  "dependencies": {\n    "m": "^1",\n    "y": "1",\n    "z": "1"\n  }\n}',
    ],
    [
      'behind all names in order',
      '{\n\t"dependencies": {\n\t\t"a": "1"\n\t}\n}',
      '{\n\t"dependencies": {\n\t\t"a": "1",\n\t\t"m": "^1"\n\t}\n}',
    ],
    [
      'behind names without order',
      '{\r\n  "dependencies": {\r\n    "z": "1",\r\n    "a": "1"\r\n  }\r\n}',
      '{\r\n  "dependencies": {\r\n    "z": "1",\r\n    "a": "1",\r\n    "m": "^1"\r\n  }\r\n}',
    ],
    [
      'before a trailing comma',
      '{"dependencies": {\n"a": "1",\n}}',
      '{"dependencies": {\n"a": "1",\n"m": "^1",\n}}',
    ],
    [
      'on one line',
      '{ "dependencies": { "a": "1", "z": "1" } }',
      '{ "dependencies": { "a": "1", "m": "^1", "z": "1" } }',
    ],
    [
      'into an empty block',
      '{\n  "name": "x",\n  "dependencies": {}\n}\n',
      '{\n  "name": "x",\n  "dependencies": {\n    "m": "^1"\n  }\n}\n',
    ],
    [
      'as a new block',
      '{\n  "name": "x"\n}\n',
      '{\n  "name": "x",\n  "dependencies": {\n    "m": "^1"\n  }\n}\n',
    ],
    [
      'as a new block with tabs and CRLF',
      '{\r\n\t"name": "x"\r\n}\r\n',
      '{\r\n\t"name": "x",\r\n\t"dependencies": {\r\n\t\t"m": "^1"\r\n\t}\r\n}\r\n',
    ],
    [
      'behind a byte order mark',
      '\ufeff{\n  "name": "x"\n}',
      '\ufeff{\n  "name": "x",\n  "dependencies": {\n    "m": "^1"\n  }\n}',
    ],
  ];
  for (const [title, before, after] of cases) {
    it(`adds ${title}`, () => {
      const edits = addDependency(before, 'm', '^1') ?? assert.fail('no edits');
      assert.equal(applyEdits(before, edits), after);
    });
  }

  it('adds to another block, which it makes where there is none', () => {
    const text = '{\n  "dependencies": {\n    "a": "1"\n  }\n}';
    const edits = addDependency(text, 'm', '^1', 'development') ?? assert.fail('no edits');
    assert.equal(
      applyEdits(text, edits),
      '{\n  "dependencies": {\n    "a": "1"\n  },\n  "devDependencies": {\n    "m": "^1"\n  }\n}',
    );
    const again = addDependency(applyEdits(text, edits), 'b', '^2', 'development') ?? assert.fail('no edits');
    assert.match(
      applyEdits(applyEdits(text, edits), again),
      /"devDependencies": \{\n {4}"b": "\^2",\n {4}"m"/,
    );
  });

  const none: readonly (readonly [string, string])[] = [
    ['a block lists it already', '{"dependencies":{"m":"1"}}'],
    ['another block lists it already', '{"devDependencies":{"m":"1"}}'],
    ['the text is no object', '[]'],
    ['the block is no object', '{"dependencies":"x"}'],
  ];
  for (const [title, text] of none)
    it(`adds nothing where ${title}`, () => assert.equal(addDependency(text, 'm', '^1'), undefined));
});
