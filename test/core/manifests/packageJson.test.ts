import { strict as assert } from 'node:assert';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Dependency, Span } from '../../../src/core/model';

/** `scope name@range`, a `!` behind it for what is no package of a registry. */
function entriesOf(text: string): string[] {
  return parseManifest(text).value.dependencies.map(
    ({ scope, name, range, specifier }) =>
      `${scope.slice(0, 4)} ${name}@${range}${specifier.kind === 'registry' ? '' : '!'}`,
  );
}

/** Codes without `manifest.`, each with the text that it points at. */
function problemsOf(text: string): string[] {
  return parseManifest(text).problems.map(({ code, span }) => {
    assert.match(code, /^manifest\./);
    const place = span === undefined ? '' : ` ${text.slice(span.start, span.end)}`;
    return code.slice('manifest.'.length) + place;
  });
}

interface Case {
  readonly title: string;
  readonly text: string;
  readonly entries?: readonly string[];
  readonly problems?: readonly string[];
}

const whole: readonly Case[] = [
  { title: 'no dependencies', text: '{}' },
  { title: 'an empty block', text: '{"dependencies":{}}' },
  {
    title: 'the four blocks in the order of the text',
    text: '{"devDependencies":{"b":"2"},"dependencies":{"a":"1"},"optionalDependencies":{"d":"4"},"peerDependencies":{"c":"3"}}',
    entries: ['deve b@2', 'prod a@1', 'opti d@4', 'peer c@3'],
  },
  {
    title: 'the same name in two blocks',
    text: '{"dependencies":{"a":"1"},"optionalDependencies":{"a":"1"}}',
    entries: ['prod a@1', 'opti a@1'],
  },
  {
    title: 'only the blocks of the root',
    text: '{"jspm":{"dependencies":{"a":"1"}},"pnpm":{"overrides":{"b":"1"}},"dependencies":{"c":"1"}}',
    entries: ['prod c@1'],
  },
  {
    title: 'nothing from lists and maps of other meaning',
    text: '{"bundleDependencies":["a"],"bundledDependencies":["a"],"peerDependenciesMeta":{"a":{"optional":true}},"overrides":{"a":"1"},"resolutions":{"a":"1"}}',
  },
  {
    title: 'sources that are no registry',
    text: '{"dependencies":{"a":"workspace:^","b":"catalog:","c":"file:../c","d":"u/r","e":"https://example.com/e.tgz"}}',
    entries: [
      'prod a@workspace:^!',
      'prod b@catalog:!',
      'prod c@file:../c!',
      'prod d@u/r!',
      'prod e@https://example.com/e.tgz!',
    ],
  },
  { title: 'an empty value', text: '{"dependencies":{"a":""}}', entries: ['prod a@'] },
  { title: 'CRLF', text: '{\r\n  "dependencies": {\r\n    "a": "1"\r\n  }\r\n}\r\n', entries: ['prod a@1'] },
  { title: 'tabs', text: '{\n\t"dependencies": {\n\t\t"a":\t"1"\n\t}\n}', entries: ['prod a@1'] },
  { title: 'a byte order mark', text: '\ufeff{"dependencies":{"a":"1"}}', entries: ['prod a@1'] },
  { title: 'escapes in a key', text: String.raw`{"dependencies":{"\u0061b":"1"}}`, entries: ['prod ab@1'] },
  { title: 'escapes in a value', text: String.raw`{"dependencies":{"a":"\u005e1"}}`, entries: ['prod a@^1'] },
  {
    title: 'keys of Object.prototype',
    text: '{"dependencies":{"constructor":"1","toString":"2","hasOwnProperty":"3"}}',
    entries: ['prod constructor@1', 'prod toString@2', 'prod hasOwnProperty@3'],
  },
];

const odd: readonly Case[] = [
  { title: 'an empty text', text: '', problems: ['empty '] },
  { title: 'blanks', text: ' \r\n\t', problems: ['empty '] },
  { title: 'a byte order mark alone', text: '\ufeff', problems: ['empty '] },
  { title: 'an array', text: '["a"]', problems: ['root ['] },
  { title: 'null', text: 'null', problems: ['root null'] },
  { title: 'a string', text: '"x"', problems: ['root "x"'] },
  { title: 'a number', text: '12', problems: ['root 12'] },
  { title: 'no JSON at all', text: 'name: x', problems: ['root name'] },
  {
    title: 'a block that is an array',
    text: '{"dependencies":["a","b"],"devDependencies":{"c":"1"}}',
    entries: ['deve c@1'],
    problems: ['block ['],
  },
  { title: 'a block that is null', text: '{"dependencies":null}', problems: ['block null'] },
  { title: 'a block that is a text', text: '{"dependencies":"a"}', problems: ['block "a"'] },
  {
    title: 'a block that is no JSON',
    text: '{"dependencies":oops,"devDependencies":{"a":"1"}}',
    entries: ['deve a@1'],
    problems: ['syntax oops', 'block oops'],
  },
  {
    title: 'a repeated key',
    text: '{"dependencies":{"a":"1","b":"2","a":"3"}}',
    entries: ['prod a@1', 'prod b@2', 'prod a@3'],
    problems: ['duplicate-key a'],
  },
  {
    title: 'a key that is repeated with an escape',
    text: String.raw`{"dependencies":{"a":"1","\u0061":"3"}}`,
    entries: ['prod a@1', 'prod a@3'],
    problems: [String.raw`duplicate-key \u0061`],
  },
  {
    title: 'a repeated block',
    text: '{"dependencies":{"a":"1"},"dependencies":{"b":"1"}}',
    entries: ['prod a@1', 'prod b@1'],
    problems: ['duplicate-key dependencies'],
  },
  {
    title: 'values that are no texts',
    text: '{"dependencies":{"a":1,"b":null,"c":true,"d":{"version":"1"},"e":["1"],"f":"1"}}',
    entries: ['prod a@!', 'prod b@!', 'prod c@!', 'prod d@!', 'prod e@!', 'prod f@1'],
    problems: ['value 1', 'value null', 'value true', 'value {', 'value ['],
  },
  {
    title: 'keys that are no names',
    text: '{"dependencies":{"":"1","A B":"1","./x":"1"}}',
    entries: ['prod @1!', 'prod A B@1!', 'prod ./x@1!'],
    problems: ['package-name ', 'package-name A B', 'package-name ./x'],
  },
  {
    title: 'line and block comments',
    text: '{ // one\n"dependencies": { /* "x": "1", */ "a": /* here */ "1" // , "y": "2"\n } }',
    entries: ['prod a@1'],
    problems: ['comment // one'],
  },
  {
    title: 'trailing commas',
    text: '{"dependencies":{"a":"1",},}',
    entries: ['prod a@1'],
    problems: ['trailing-comma ,'],
  },
  {
    title: 'something behind the end',
    text: '{"dependencies":{"a":"1"}} {"dependencies":{"b":"1"}}',
    entries: ['prod a@1'],
    problems: ['syntax {'],
  },
  {
    title: 'a merge conflict',
    text: '{\n"dependencies": {\n<<<<<<< HEAD\n"a": "1",\n=======\n"a": "2",\n>>>>>>> theirs\n"b": "1"\n}\n}',
    entries: ['prod a@1', 'prod a@2', 'prod b@1'],
    problems: ['conflict <<<<<<< HEAD', 'duplicate-key a'],
  },
  {
    title: 'broken JSON in what lists no dependencies',
    text: '{"scripts":{"a" "b"},"dependencies":{"a":"1"}}',
    entries: ['prod a@1'],
    problems: ['syntax'],
  },
  {
    title: 'an unknown escape',
    text: String.raw`{"dependencies":{"a":"\q1","b":"2"}}`,
    entries: ['prod a@1', 'prod b@2'],
    problems: [String.raw`syntax "\q1"`],
  },
  {
    title: 'a control character',
    text: '{"dependencies":{"a":"\t1"}}',
    entries: ['prod a@\t1'],
    problems: ['syntax "\t1"'],
  },
];

/** A text being typed between two entries that are whole: `%` is where. */
const FRAME = '{\n  "dependencies": {\n    "a": "1",\n    %\n    "z": "9"\n  }\n}';

const typed: readonly (readonly [string, readonly string[], string])[] = [
  ['"', [], 'an opening quotation mark'],
  ['"mo', [], 'a name without its closing quotation mark'],
  ['"moment"', [], 'a name without colon'],
  ['"moment",', [], 'a name and a comma'],
  ['"moment":', ['prod moment@!'], 'no value'],
  ['"moment": ', ['prod moment@!'], 'no value but a blank'],
  ['"moment":,', ['prod moment@!'], 'no value but a comma'],
  ['"moment": "', ['prod moment@'], 'the opening quotation mark of a value'],
  ['"moment": "^2', ['prod moment@^2'], 'a value without its closing quotation mark'],
  ['"moment": "^2,', ['prod moment@^2'], 'a value without its closing quotation mark, and a comma'],
  ['"moment": "^2.0.0"', ['prod moment@^2.0.0'], 'no comma'],
  ['"moment": ^2.0.0,', ['prod moment@!'], 'a value without quotation marks'],
  ["'moment': '^2',", [], 'single quotation marks'],
  ['moment: "^2",', [], 'a name without quotation marks'],
  ['"moment: "^2.0.0",', [], 'a name without its closing quotation mark, and a value'],
  ['"moment" "^2.0.0",', [], 'no colon'],
  ['"moment"= "^2.0.0",', [], 'an equals sign'],
  ['"moment":: "^2.0.0",', ['prod moment@!'], 'two colons'],
  ['"moment": "^2.0.0",,', ['prod moment@^2.0.0'], 'two commas'],
  [',', [], 'a comma alone'],
  ['}', [], 'a closing brace too many'],
  [']', [], 'a closing bracket'],
  ['{', [], 'an opening brace'],
  ['// "x": "1"', [], 'a comment'],
  ['npm install moment', [], 'words'],
];

describe('parseManifest', () => {
  for (const { title, text, entries = [], problems = [] } of [...whole, ...odd]) {
    it(`reads ${title}`, () => {
      assert.deepEqual(entriesOf(text), entries);
      assert.deepEqual(problemsOf(text), problems);
    });
  }

  describe('while it is being typed', () => {
    for (const [text, entries, title] of typed) {
      it(`reads ${title}: ${text}`, () => {
        const found = entriesOf(FRAME.replace('%', text));
        assert.equal(found[0], 'prod a@1');
        const keepsNext = !['}', '{'].includes(text);
        assert.deepEqual(found.slice(1), keepsNext ? [...entries, 'prod z@9'] : entries);
      });
    }

    it('tells the first error of syntax only', () => {
      const text = FRAME.replace('%', '"b" "c" "d" ::: ,,, moment');
      assert.deepEqual(problemsOf(text), ['syntax "b"']);
    });

    const unclosed: readonly (readonly [string, readonly string[]])[] = [
      ['{"dependencies":{"a":"1","devDependencies":{"b":"2"},"name":"n"}', ['prod a@1', 'deve b@2']],
      ['{"files":["x","dependencies":{"a":"1"}}', ['prod a@1']],
      ['{"files":["x",{"y":["dependencies":{"a":"1"}}}', []],
      ['{"files":["x"},"dependencies":{"a":"1"}', []],
      ['{"files":"x"],"dependencies":{"a":"1"}}', ['prod a@1']],
      ['{"name":"x" "dependencies":{"a":"1"}}', ['prod a@1']],
      ['{"name":,"dependencies":{"a":"1"}}', ['prod a@1']],
      ['{"name":\n"dependencies":{"a":"1"}}', ['prod a@1']],
      ['{"name":"x,\n"dependencies":{"a":"1"}}', ['prod a@1']],
      ['{"dependencies":{"a":"1"', ['prod a@1']],
      ['{"dependencies":', []],
      ['{"dependencies"', []],
    ];
    for (const [text, entries] of unclosed) {
      it(`reads ${JSON.stringify(text)}`, () => {
        assert.deepEqual(entriesOf(text), entries);
        assert.ok(problemsOf(text).some((problem) => problem.startsWith('syntax')));
      });
    }
  });

  describe('spans', () => {
    const pieces = (text: string, key: keyof Dependency): string[] =>
      parseManifest(text).value.dependencies.map((each) => {
        const span = each[key] as Span;
        return text.slice(span.start, span.end);
      });
    const cases: readonly (readonly [string, string, string, string])[] = [
      ['{"dependencies":{"a":"1"}}', 'a', '1', '"a":"1"'],
      ['\ufeff{"dependencies":{"@s/a":"^1"}}', '@s/a', '^1', '"@s/a":"^1"'],
      ['{\r\n"dependencies":\r\n{"a"\r\n:\r\n"1"}}', 'a', '1', '"a"\r\n:\r\n"1"'],
      ['{"x":"😀","dependencies":{"a":"1"}}', 'a', '1', '"a":"1"'],
      ['{"dependencies":{"a" /* c */ : /* d */ "1"}}', 'a', '1', '"a" /* c */ : /* d */ "1"'],
      ['{"dependencies":{"a":""}}', 'a', '', '"a":""'],
      ['{"dependencies":{"a":1}}', 'a', '', '"a":1'],
      ['{"dependencies":{"a": }}', 'a', '', '"a":'],
      ['{"dependencies":{"a":"^2 ,\n}}', 'a', '^2', '"a":"^2'],
      ['{"dependencies":{"a":^2}}', 'a', '', '"a":^2'],
    ];
    for (const [text, name, range, entry] of cases) {
      it(`cover the name, range and entry of ${JSON.stringify(text)}`, () => {
        assert.deepEqual(pieces(text, 'nameSpan'), [name]);
        assert.deepEqual(pieces(text, 'rangeSpan'), [range]);
        assert.deepEqual(pieces(text, 'entrySpan'), [entry]);
      });
    }

    it('leave an empty range behind the key while there is no string value', () => {
      const [entry] = parseManifest('{"dependencies":{"abc":  }}').value.dependencies;
      assert.deepEqual(entry?.rangeSpan, { start: 22, end: 22 });
    });
  });

  it('reads name, version and private', () => {
    const { value } = parseManifest('{"name":"@s/n","version":"1.2.3","private":true}');
    assert.deepEqual([value.name, value.version, value.private], ['@s/n', '1.2.3', true]);
  });

  it('takes a name, version or private of another type as none', () => {
    const { value } = parseManifest('{"name":1,"version":null,"private":"true"}');
    assert.deepEqual([value.name, value.version, value.private], [undefined, undefined, false]);
  });

  it('names the package that an alias installs', () => {
    const { value } = parseManifest('{"dependencies":{"old":"npm:@s/new@1","b":"u/r"}}');
    assert.deepEqual(
      value.dependencies.map(({ packageName }) => packageName),
      ['@s/new', 'b'],
    );
  });

  describe('a hostile text', () => {
    const deep = 40_000;
    const texts: readonly (readonly [string, string])[] = [
      ['arrays in arrays', `{"x":${'['.repeat(deep)}`],
      ['objects in objects', '{"dependencies":'.repeat(deep)],
      ['objects in a block', `{"dependencies":${'{"a":'.repeat(deep)}`],
      ['closing braces', `{${'}'.repeat(deep)}`],
      ['quotation marks', '{"dependencies":{' + '"'.repeat(deep)],
      ['one long blank line', `{"dependencies":{"a": "${' '.repeat(deep)}x\n}}`],
      ['a long range', `{"dependencies":{"a":"${'>=1 '.repeat(deep / 4)}"}`],
    ];
    for (const [title, text] of texts) {
      it(`is read to its end: ${title}`, () => {
        const { value, problems } = parseManifest(text);
        assert.ok(value.dependencies.length <= 1);
        assert.ok(problems.length > 0 && problems.length <= 100);
      });
    }

    it('is left unread when it is larger than any manifest', () => {
      const { value, problems } = parseManifest(`{"dependencies":{"a":"1"}}${' '.repeat(5_000_000)}`);
      assert.equal(value.dependencies.length, 0);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['manifest.too-large'],
      );
    });
  });

  it('tells each problem in a plain sentence', () => {
    for (const { text } of odd)
      for (const { message } of parseManifest(text).problems) assert.match(message, /^["\p{Lu}n][^\n]+\.$/u);
  });
});
