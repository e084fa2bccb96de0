import { strict as assert } from 'node:assert';
import { parse as parseJsonc } from 'jsonc-parser';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { apply, fixesIn, replacing } from './support';

/** What the fix for `moment` makes of a text; `date-fns ^4.1.0` replaces it. */
interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly says?: string;
  readonly nth?: number;
  readonly old?: string;
}

const REPLACE = 'Replace moment by date-fns ^4.1.0';

const renames: readonly Case[] = [
  {
    title: 'keeps order and indentation',
    before: '{\n  "dependencies": {\n    "a": "1",\n    "moment": "^2.29.4",\n    "z": "1"\n  }\n}\n',
    after: '{\n  "dependencies": {\n    "a": "1",\n    "date-fns": "^4.1.0",\n    "z": "1"\n  }\n}\n',
  },
  {
    title: 'keeps tabs and CRLF',
    before: '{\r\n\t"dependencies": {\r\n\t\t"moment":\t"^2.29.4"\r\n\t}\r\n}\r\n',
    after: '{\r\n\t"dependencies": {\r\n\t\t"date-fns":\t"^4.1.0"\r\n\t}\r\n}\r\n',
  },
  {
    title: 'keeps comments',
    before: '{ "dependencies": { /* dates */ "moment" /* old */ : "2" /* soon */, // later\n "a": "1" } }',
    after:
      '{ "dependencies": { /* dates */ "date-fns" /* old */ : "^4.1.0" /* soon */, // later\n "a": "1" } }',
  },
  {
    title: 'keeps a byte order mark',
    before: '\ufeff{"dependencies":{"moment":"2"}}',
    after: '\ufeff{"dependencies":{"date-fns":"^4.1.0"}}',
  },
  {
    title: 'keeps a trailing comma',
    before: '{"dependencies":{"moment":"2",}}',
    after: '{"dependencies":{"date-fns":"^4.1.0",}}',
  },
  {
    title: 'fills an empty range',
    before: '{"dependencies":{"moment":""}}',
    after: '{"dependencies":{"date-fns":"^4.1.0"}}',
  },
  {
    title: 'takes a tag',
    before: '{"dependencies":{"moment":"latest"}}',
    after: '{"dependencies":{"date-fns":"^4.1.0"}}',
  },
  {
    title: 'takes an escaped key',
    before: String.raw`{"dependencies":{"\u006doment":"2"}}`,
    after: '{"dependencies":{"date-fns":"^4.1.0"}}',
  },
  {
    title: 'acts in other blocks',
    before: '{"optionalDependencies":{"moment":"2"}}',
    after: '{"optionalDependencies":{"date-fns":"^4.1.0"}}',
  },
  {
    title: 'completes a missing value',
    before: '{\n  "dependencies": {\n    "moment": \n  }\n}',
    after: '{\n  "dependencies": {\n    "date-fns": "^4.1.0" \n  }\n}',
  },
  {
    title: 'completes a value without quotation marks',
    before: '{"dependencies":{"moment":^2 }}',
    after: '{"dependencies":{"date-fns": "^4.1.0" }}',
  },
  {
    title: 'completes a value without its last quotation mark',
    before: '{\n"dependencies":{\n"moment":"^2,\n"z":"1"}}',
    after: '{\n"dependencies":{\n"date-fns": "^4.1.0",\n"z":"1"}}',
  },
  {
    title: 'takes the place of a value that is no text',
    before: '{"dependencies":{"moment":2}}',
    after: '{"dependencies":{"date-fns": "^4.1.0"}}',
  },
  {
    title: 'keeps the name that the code imports under an alias',
    before: '{"dependencies":{"dates":"npm:moment@^2"}}',
    after: '{"dependencies":{"dates":"npm:date-fns@^4.1.0"}}',
    old: 'dates',
  },
  {
    title: 'ends an alias that has become the package itself',
    before: '{"dependencies":{"date-fns":"npm:moment@^2"}}',
    after: '{"dependencies":{"date-fns":"^4.1.0"}}',
    old: 'date-fns',
  },
  {
    title: 'renames an alias under its own name',
    before: '{"dependencies":{"moment":"npm:moment@^2"}}',
    after: '{"dependencies":{"date-fns":"^4.1.0"}}',
  },
  {
    title: 'renames in the second of two blocks only',
    before: '{"dependencies":{"moment":"2"},"devDependencies":{"moment":"2"}}',
    after: '{"dependencies":{"moment":"2"},"devDependencies":{"date-fns":"^4.1.0"}}',
    nth: 1,
  },
  {
    title: 'renames the second of a repeated key',
    before: '{"dependencies":{"moment":"1","moment":"2"}}',
    after: '{"dependencies":{"moment":"1","date-fns":"^4.1.0"}}',
    nth: 1,
  },
];

const HERE = 'Remove moment: date-fns is already in dependencies';

const merges: readonly Case[] = [
  {
    title: 'a line in the middle',
    before: '{\n  "dependencies": {\n    "date-fns": "^3",\n    "moment": "2",\n    "z": "1"\n  }\n}\n',
    after: '{\n  "dependencies": {\n    "date-fns": "^3",\n    "z": "1"\n  }\n}\n',
  },
  {
    title: 'the first line',
    before: '{\n  "dependencies": {\n    "moment": "2",\n    "date-fns": "^3"\n  }\n}\n',
    after: '{\n  "dependencies": {\n    "date-fns": "^3"\n  }\n}\n',
  },
  {
    title: 'the last line, with the comma before it',
    before: '{\n  "dependencies": {\n    "date-fns": "^3",\n    "moment": "2"\n  }\n}\n',
    after: '{\n  "dependencies": {\n    "date-fns": "^3"\n  }\n}\n',
  },
  {
    title: 'the last line with a trailing comma',
    before: '{\n  "dependencies": {\n    "date-fns": "^3",\n    "moment": "2",\n  }\n}\n',
    after: '{\n  "dependencies": {\n    "date-fns": "^3",\n  }\n}\n',
  },
  {
    title: 'the last line of CRLF and tabs',
    before: '{\r\n\t"dependencies": {\r\n\t\t"date-fns": "^3",\r\n\t\t"moment": "2"\r\n\t}\r\n}\r\n',
    after: '{\r\n\t"dependencies": {\r\n\t\t"date-fns": "^3"\r\n\t}\r\n}\r\n',
  },
  {
    title: 'a line with its own comment, and no other comment',
    before:
      '{\n"dependencies": {\n// dates\n"date-fns": "^3", // new\n// more\n"moment": "2", // old, see "x",\n// end\n"z": "1"\n}\n}',
    after: '{\n"dependencies": {\n// dates\n"date-fns": "^3", // new\n// more\n// end\n"z": "1"\n}\n}',
  },
  {
    title: 'the last line, with the comma before a comment',
    before:
      '{\n"dependencies": {\n"date-fns": "^3", // new, shiny\n/* , */ // more\n"moment": "2" // old\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "^3" // new, shiny\n/* , */ // more\n}\n}',
  },
  {
    title: 'one of a line',
    before: '{ "dependencies": { "date-fns": "^3", "moment": "2", "z": "1" } }',
    after: '{ "dependencies": { "date-fns": "^3", "z": "1" } }',
  },
  {
    title: 'the last of a line',
    before: '{ "dependencies": { "date-fns": "^3", "moment": "2" } }',
    after: '{ "dependencies": { "date-fns": "^3" } }',
  },
  {
    title: 'the first of a line',
    before: '{"dependencies":{"moment":"2","date-fns":"^3"}}',
    after: '{"dependencies":{"date-fns":"^3"}}',
  },
  {
    title: 'the last of a line that others follow',
    before: '{"dependencies":{"date-fns":"^3", "moment":"2",\n"z":"1"}}',
    after: '{"dependencies":{"date-fns":"^3",\n"z":"1"}}',
  },
  {
    title: 'a line that the closing brace stands on',
    before: '{\n"dependencies": {\n  "date-fns": "^3",\n  "moment": "2" }\n}',
    after: '{\n"dependencies": {\n  "date-fns": "^3" }\n}',
  },
  {
    title: 'an entry with a comma at the beginning of the line',
    before: '{ "dependencies":\n  { "date-fns": "^3"\n  , "moment": "2"\n  , "z": "1"\n  }\n}',
    after: '{ "dependencies":\n  { "date-fns": "^3"\n  , "z": "1"\n  }\n}',
  },
  {
    title: 'where the comma behind it is missing',
    before: '{\n"dependencies": {\n"date-fns": "^3",\n"moment": "2"\n"z": "1"\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "^3",\n"z": "1"\n}\n}',
  },
];

const acrossBlocks: readonly Case[] = [
  {
    title: 'leaves an empty block where it was the only entry',
    before: '{\n  "dependencies": { "date-fns": "4" },\n  "devDependencies": {\n    "moment": "2"\n  }\n}',
    after: '{\n  "dependencies": { "date-fns": "4" },\n  "devDependencies": {}\n}',
    says: HERE,
  },
  {
    title: 'keeps the comments of a block that becomes empty',
    before:
      '{\n  "dependencies": { "date-fns": "4" },\n  "devDependencies": {\n    // dates\n    "moment": "2"\n  }\n}',
    after: '{\n  "dependencies": { "date-fns": "4" },\n  "devDependencies": {\n    // dates\n  }\n}',
    says: HERE,
  },
  {
    title: 'moves what only tests had into production',
    before: '{\n"dependencies": {\n"moment": "2"\n},\n"devDependencies": {\n"a": "1",\n"date-fns": "3"\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "^4.1.0"\n},\n"devDependencies": {\n"a": "1"\n}\n}',
    says: `${REPLACE}, moved from devDependencies`,
  },
  {
    title: 'moves what was optional into production',
    before: '{"dependencies":{"moment":"2"},"optionalDependencies":{"date-fns":"3"}}',
    after: '{"dependencies":{"date-fns":"^4.1.0"},"optionalDependencies":{}}',
    says: `${REPLACE}, moved from optionalDependencies`,
  },
  {
    title: 'relies on a peer dependency',
    before: '{"dependencies":{"moment":"2","z":"1"},"peerDependencies":{"date-fns":"3"}}',
    after: '{"dependencies":{"z":"1"},"peerDependencies":{"date-fns":"3"}}',
    says: 'Remove moment: date-fns is already in peerDependencies',
  },
  {
    title: 'asks for a peer beside the one that tests use',
    before: '{"peerDependencies":{"moment":"2"},"devDependencies":{"date-fns":"4"}}',
    after: '{"peerDependencies":{"date-fns":"^4.1.0"},"devDependencies":{"date-fns":"4"}}',
    says: REPLACE,
  },
  {
    title: 'adds to the tests beside a peer',
    before: '{"devDependencies":{"moment":"2"},"peerDependencies":{"date-fns":"4"}}',
    after: '{"devDependencies":{"date-fns":"^4.1.0"},"peerDependencies":{"date-fns":"4"}}',
    says: REPLACE,
  },
];

const types: readonly Case[] = [
  {
    title: 'go from another block',
    before: '{"dependencies":{"moment":"2"},"devDependencies":{"@types/moment":"2","z":"1"}}',
    after: '{"dependencies":{"date-fns":"^4.1.0"},"devDependencies":{"z":"1"}}',
    says: `${REPLACE}, and remove @types/moment`,
  },
  {
    title: 'go from the same block',
    before: '{\n"dependencies": {\n"@types/moment": "2",\n"moment": "2"\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "^4.1.0"\n}\n}',
    says: `${REPLACE}, and remove @types/moment`,
  },
  {
    title: 'go behind the entry, with the comma before them',
    before: '{\n"dependencies": {\n"moment": "2",\n"@types/moment": "2"\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "^4.1.0"\n}\n}',
    says: `${REPLACE}, and remove @types/moment`,
  },
  {
    title: 'go together with an entry that is merged',
    before: '{\n"dependencies": {\n"date-fns": "4",\n"moment": "2",\n"@types/moment": "2"\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "4"\n}\n}',
    says: 'Remove moment and @types/moment: date-fns is already in dependencies',
  },
  {
    title: 'go together on one line',
    before: '{ "dependencies": { "date-fns": "4", "moment": "2", "@types/moment": "2" } }',
    after: '{ "dependencies": { "date-fns": "4" } }',
    says: 'Remove moment and @types/moment: date-fns is already in dependencies',
  },
  {
    title: 'go apart from an entry that is merged',
    before: '{\n"dependencies": {\n"@types/moment": "2",\n"date-fns": "4",\n"moment": "2"\n}\n}',
    after: '{\n"dependencies": {\n"date-fns": "4"\n}\n}',
    says: 'Remove moment and @types/moment: date-fns is already in dependencies',
  },
  {
    title: 'stay while another block lists the package',
    before: '{"peerDependencies":{"moment":"2"},"devDependencies":{"moment":"2","@types/moment":"2"}}',
    after: '{"peerDependencies":{"date-fns":"^4.1.0"},"devDependencies":{"moment":"2","@types/moment":"2"}}',
    says: REPLACE,
  },
  {
    title: 'stay under an alias',
    before: '{"dependencies":{"dates":"npm:moment@2","@types/dates":"1"}}',
    after: '{"dependencies":{"dates":"npm:date-fns@^4.1.0","@types/dates":"1"}}',
    says: REPLACE,
    old: 'dates',
  },
];

function check({ title, before, after, says, nth = 0, old = 'moment' }: Case, fallback: string): void {
  it(title, () => {
    const fixes = fixesIn({ text: before, name: old, nth, policy: replacing('moment', 'date-fns@^4.1.0') });
    assert.equal(fixes.length, 1);
    assert.equal(apply(before, fixes[0]), after);
    assert.equal(fixes[0]?.title, says ?? fallback);
    const worse = parseManifest(after).problems.filter(({ code }) => code === 'manifest.syntax').length;
    assert.ok(worse <= parseManifest(before).problems.length, 'no new error of syntax');
  });
}

describe('a replacement', () => {
  describe('renames in place and', () => renames.forEach((each) => check(each, REPLACE)));
  describe('merges with an entry of the same block: removes', () =>
    merges.forEach((each) => check(each, HERE)));
  describe('looks at other blocks and', () => acrossBlocks.forEach((each) => check(each, '')));
  describe('sees to the types, which', () => types.forEach((each) => check(each, '')));

  it('finds the types of a scoped package', () => {
    const text = '{"dependencies":{"@s/x":"1","@types/s__x":"1"}}';
    const [fix] = fixesIn({ text, name: '@s/x', policy: replacing('@s/x', 'y@^1') });
    assert.equal(apply(text, fix), '{"dependencies":{"y":"^1"}}');
  });

  it('keeps types that the new package has in common', () => {
    const text = '{"dependencies":{"@s/x":"1","@types/s__x":"1"}}';
    const [fix] = fixesIn({ text, name: '@s/x', policy: replacing('@s/x', 's__x@^1') });
    assert.equal(apply(text, fix), '{"dependencies":{"s__x":"^1","@types/s__x":"1"}}');
  });

  it('leaves valid JSON wherever an entry of a block stands, on lines or on one', () => {
    const names = ['a', 'date-fns', '@types/moment', 'moment'];
    for (const order of permutations(names)) {
      const root = { dependencies: Object.fromEntries(order.map((name) => [name, '1'])) };
      for (const before of [
        JSON.stringify(root),
        JSON.stringify(root, null, 2),
        JSON.stringify(root, null, '\t').replaceAll('\n', '\r\n'),
      ]) {
        const [fix] = fixesIn({ text: before, name: 'moment', policy: replacing('moment', 'date-fns@^4') });
        const expected = {
          dependencies: Object.fromEntries(
            order.filter((name) => !name.includes('moment')).map((name) => [name, '1']),
          ),
        };
        const indent = before.includes('\t') ? '\t' : before.includes('\n') ? 2 : undefined;
        const eol = before.includes('\r') ? '\r\n' : '\n';
        assert.equal(apply(before, fix), JSON.stringify(expected, null, indent).replaceAll('\n', eol));
      }
    }
  });

  it('leaves a text that says the same to a lenient reader', () => {
    for (const { before, after } of [...merges, ...acrossBlocks]) {
      assert.notDeepEqual(parseJsonc(after, [], { allowTrailingComma: true }), parseJsonc(before));
      assert.ok(!JSON.stringify(parseJsonc(after)).includes('"moment"'));
    }
  });
});

function permutations(items: readonly string[]): string[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((each) => each !== item)).map((rest) => [item, ...rest]),
  );
}
