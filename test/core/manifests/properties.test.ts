import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { classifySpecifier } from '../../../src/core/manifests/specifier';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Span } from '../../../src/core/model';

const manifest = `{
  "name": "shop",
  "private": true,
  "scripts": { "build": "tsc -p .", "test": "mocha" },
  "dependencies": {
    "@scope/a": "^1.0.0",
    "b": "npm:c@2", // kept
    "d": "workspace:*"
  },
  "files": ["dist", "src"],
  "devDependencies": {
\t\t"e": "~3.1",
\t\t"f": ""
  },
  "engines": { "node": ">=20" }
}
`;

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  '\n',
  '\r\n',
  ' ',
  '\\',
  '//',
  '/*',
  '*/',
  '\ufeff',
  '<<<<<<<',
];
const words = ['"dependencies"', '"devDependencies"', '"a"', '"b": "1"', '"^1.0.0"', 'null', '1', 'x'];
const jsonLike = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...words)), { maxLength: 40 })
  .map((parts) => parts.join(''));
const anyCharacters = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));
const anyText = fc.oneof(anyCharacters, jsonLike);
const name = fc.stringMatching(/^(@[a-z]{1,4}\/)?[a-z][a-z0-9.-]{0,6}$/);
const block = fc.dictionary(name, fc.string());

function isInside({ start, end }: Span, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

describe('parseManifest, whatever the text', () => {
  it('answers, with spans inside of the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { value, problems } = parseManifest(text);
        for (const { nameSpan, rangeSpan, entrySpan } of value.dependencies) {
          for (const span of [nameSpan, rangeSpan, entrySpan]) assert.ok(isInside(span, text));
          assert.ok(entrySpan.start < nameSpan.start && nameSpan.end <= entrySpan.end);
        }
        for (const { span } of problems) assert.ok(span === undefined || isInside(span, text));
      }),
      { numRuns: 500 },
    );
  });

  it('shows names and ranges where they stand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { name: key, range, nameSpan, rangeSpan } of parseManifest(text).value.dependencies) {
          const raw = text.slice(nameSpan.start, nameSpan.end);
          if (!raw.includes('\\')) assert.equal(raw, key);
          const value = text.slice(rangeSpan.start, rangeSpan.end);
          if (!value.includes('\\')) assert.equal(value, range);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds a problem where JSON.parse does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (parseManifest(text).problems.length === 0)
          assert.doesNotThrow(() => JSON.parse(text.replace(/^\ufeff/, '')));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with JSON.parse on valid manifests', () => {
    const shape = fc.record({
      name: fc.string(),
      dependencies: block,
      x: fc.constantFrom(null, [], [{ a: 1 }], { dependencies: { a: '1' } }, 1.5),
      devDependencies: block,
    });
    fc.assert(
      fc.property(shape, fc.constantFrom(undefined, 2, '\t'), (root, indent) => {
        const { value, problems } = parseManifest(JSON.stringify(root, null, indent));
        assert.deepEqual(problems, []);
        assert.equal(value.name, root.name);
        const expected = [
          ...Object.entries(root.dependencies).map((entry) => ['production', ...entry]),
          ...Object.entries(root.devDependencies).map((entry) => ['development', ...entry]),
        ];
        assert.deepEqual(
          value.dependencies.map((each) => [each.scope, each.name, each.range]),
          expected,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('reads every prefix of a manifest up to the cut', () => {
    const { dependencies } = parseManifest(manifest).value;
    assert.equal(dependencies.length, 5);
    for (let end = 0; end <= manifest.length; end++) {
      const found = parseManifest(manifest.slice(0, end)).value.dependencies;
      const complete = dependencies.filter(({ entrySpan }) => entrySpan.end <= end);
      assert.deepEqual(found.slice(0, complete.length), complete, `cut at ${end}`);
      assert.ok(found.length <= complete.length + 1);
    }
  });

  it('reads the entries before and after any single character that is taken out of a value', () => {
    const { dependencies } = parseManifest(manifest).value;
    const { rangeSpan } = dependencies[1] ?? assert.fail();
    for (let at = rangeSpan.start - 1; at <= rangeSpan.end; at++) {
      const text = manifest.slice(0, at) + manifest.slice(at + 1);
      const names = parseManifest(text).value.dependencies.map((each) => each.name);
      assert.deepEqual(
        names,
        ['@scope/a', 'b', 'd', 'e', 'f'],
        text.slice(rangeSpan.start - 8, rangeSpan.end + 8),
      );
    }
  });
});

describe('classifySpecifier, whatever the text', () => {
  it('answers, and takes nothing with a colon for a range or tag', () => {
    fc.assert(
      fc.property(anyCharacters, fc.string(), (key, value) => {
        const specifier = classifySpecifier(key, value);
        if (/^\s*npm:/i.test(value)) return;
        if (specifier.kind === 'registry') assert.doesNotMatch(value, /[:/@#]/);
      }),
      { numRuns: 500 },
    );
  });
});
