import { strict as assert } from 'node:assert';
import { suggestionDetail, suggestionMark, suggestionText } from '../../../src/core/index';
import { accepted, index, indexOf, known, suggestAt } from './support';

const inBlock = (typed: string) => `{ "dependencies": { ${typed} } }`;
const labels = (marked: string) => suggestAt(marked).map(({ label }) => label);

describe('completion of a name', () => {
  const cases: readonly (readonly [what: string, typed: string, expected: readonly string[]])[] = [
    ['approved packages before anything is typed', '|', ['date-fns', 'luxon', 'undici', 'ky']],
    ['an approved package by a part of its name', '"fns|"', ['date-fns']],
    ['approved packages by need', '"http|"', ['undici', 'ky']],
    ['approved packages by any word of the need', '"client|"', ['undici', 'ky']],
    ['approved packages by what they replace', '"mom|"', ['date-fns', 'luxon']],
    [
      'approved first, then allowed, denied last',
      '"re|"',
      ['undici', 'react', 'react-dom', '@reach/ui', 'request', 'recharts'],
    ],
    ['a package of a scope by its own name', '"ui|"', ['@reach/ui', 'internal-ui']],
    ['a package by its scope', '"reach|"', ['@reach/ui']],
    ['a package of a scope', '"@re|"', ['@reach/ui']],
    ['in capitals', '"REACT|"', ['react', 'react-dom']],
    ['names that only the policy knows', '"internal|"', ['internal-ui']],
    ['nothing for a name that nobody knows', '"@acme/secret|"', []],
    ['nothing that the block lists already', '"undici": "7", "http|"', ['ky']],
    ['the entry itself again', '"react|": "^1.0.0"', ['react', 'react-dom']],
    ['without quotation marks', 'undi|', ['undici']],
    ['without the closing one', '"undi|', ['undici']],
    ['nothing between a name and its colon', '"undici" |', []],
    ['nothing in a place for values that is no string', '"undici": { | }', []],
  ];
  for (const [what, typed, expected] of cases)
    it(`offers ${what}`, () => assert.deepEqual(labels(inBlock(typed)), expected));

  it('is there in every block, and nowhere else', () => {
    for (const block of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'])
      assert.deepEqual(labels(`{ "${block}": { "undi|" } }`), ['undici']);
    for (const text of [
      '{ "scripts": { "undi|" } }',
      '{ "undi|" }',
      '["undi|"]',
      '{ "overrides": { "dependencies": { "undi|" } } }',
      '|',
      '{ "dependencies": ["undi|"] }',
    ])
      assert.deepEqual(labels(text), [], text);
  });

  it('finds its block where the one before it is not closed', () => {
    const text = '{ "dependencies": { "a": "1", "devDependencies": { "undi|" } }';
    assert.equal(suggestAt(text)[0]?.judgement.dependency.scope, 'development');
  });

  it('says why, and what speaks against it', () => {
    const words = Object.fromEntries(
      suggestAt(inBlock('"re|"')).map((one) => [one.label, [suggestionMark(one), suggestionDetail(one)]]),
    );
    assert.deepEqual(words, {
      undici: ['approved', 'OSPO Lens: approved for HTTP client'],
      react: ['MIT', 'OSPO Lens: allowed, MIT'],
      'react-dom': ['MIT', 'OSPO Lens: allowed, MIT'],
      '@reach/ui': ['MIT', 'OSPO Lens: allowed, MIT'],
      request: ['denied', 'OSPO Lens: denied'],
      recharts: ['denied: AGPL-3.0-or-later', 'OSPO Lens: denied, AGPL-3.0-or-later'],
    });
    const [moment] = suggestAt(inBlock('"date|"'));
    assert.ok(moment);
    assert.equal(suggestionText(moment), 'Small and maintained.');
    const request = suggestAt(inBlock('"request|"')).find(({ label }) => label === 'request');
    assert.ok(request);
    assert.match(
      suggestionText(request),
      /^The package is denied .* Unmaintained\. Use undici\.\n\nApache-2\.0/,
    );
  });

  it('never offers to trust a name over a rule against it', () => {
    const text = '{ "dependencies": { "evil|" } }';
    assert.deepEqual(
      suggestAt(text).map(({ label, verdict }) => [label, verdict]),
      [['evil', 'denied']],
    );
  });

  it('judges and offers no more than can be looked at', () => {
    const many = indexOf(...Array.from({ length: 3000 }, (_, i) => known(`re-${i}`, `1.0.0..1.${i}.0 MIT`)));
    assert.equal(suggestAt(inBlock('"re-|"'), many).length, 60);
  });
});

describe('accepting a name', () => {
  const cases: readonly (readonly [what: string, before: string, label: string, after: string])[] = [
    [
      'between quotation marks',
      '{ "dependencies": { "re|" } }',
      'react',
      '{ "dependencies": { "react": "^19.3.1" } }',
    ],
    ['in an empty block', '{ "dependencies": {|} }', 'ky', '{ "dependencies": {"ky": "^1.0.0"} }'],
    [
      'before another entry',
      '{\n  "dependencies": {\n    "re|"\n    "z": "1"\n  }\n}',
      'react',
      '{\n  "dependencies": {\n    "react": "^19.3.1",\n    "z": "1"\n  }\n}',
    ],
    [
      'behind an entry without comma',
      '{\n\t"dependencies": {\n\t\t"a": "1"\n\t\t"re|\n\t}\n}',
      'react',
      '{\n\t"dependencies": {\n\t\t"a": "1",\n\t\t"react": "^19.3.1"\n\t}\n}',
    ],
    [
      'over a name and its range',
      '{ "dependencies": { "mom|ent": "^2.30.0", "z": "1" } }',
      'date-fns',
      '{ "dependencies": { "date-fns": "^4.1.0", "z": "1" } }',
    ],
    [
      'over the same name, whose range stays',
      '{ "dependencies": { "react|": "^18.0.0" } }',
      'react',
      '{ "dependencies": { "react": "^18.0.0" } }',
    ],
    [
      'with an empty range behind it',
      '{ "dependencies": { "re|": "" } }',
      'react',
      '{ "dependencies": { "react": "^19.3.1" } }',
    ],
    [
      'with nothing but a colon behind it',
      '{ "dependencies": { "re|": } }',
      'react',
      '{ "dependencies": { "react": "^19.3.1" } }',
    ],
    [
      'with its range on the next line',
      '{ "dependencies": { "re|":\n "^18.0.0" } }',
      'react',
      '{ "dependencies": { "react":\n "^18.0.0" } }',
    ],
    [
      'whose range is unknown',
      '{ "dependencies": { "int|" } }',
      'internal-ui',
      '{ "dependencies": { "internal-ui": "" } }',
    ],
    [
      'in a file with exact versions',
      '{ "dependencies": { "a": "1.0.0", "re|" } }',
      'react',
      '{ "dependencies": { "a": "1.0.0", "react": "19.3.1" } }',
    ],
    [
      'of which newer versions are refused',
      '{ "dependencies": { "ua|" } }',
      'ua-parser-js',
      '{ "dependencies": { "ua-parser-js": "^1.0.41" } }',
    ],
    [
      'with Windows line ends',
      '{\r\n "dependencies": {\r\n  "re|\r\n }\r\n}',
      'react',
      '{\r\n "dependencies": {\r\n  "react": "^19.3.1"\r\n }\r\n}',
    ],
  ];
  for (const [what, before, label, after] of cases)
    it(what, () => assert.equal(accepted(before, label, index), after));
});
