import { strict as assert } from 'node:assert';
import {
  copyBanner,
  hitText,
  outlineOf,
  searchDocuments,
  sectionAt,
  snippetOf,
} from '../../../src/core/index';

const shown = (markdown: string) =>
  outlineOf(markdown).map(({ level, title, anchor, line, paragraphs }) =>
    [`${line}:${'#'.repeat(level)}${title}`, anchor, ...paragraphs.map((one) => one.text)].join(' | '),
  );

describe('the outline of a document', () => {
  const cases: readonly (readonly [what: string, markdown: string, expected: readonly string[]])[] = [
    [
      'headings and paragraphs',
      '# A\n\nOne\ntwo.\n\nThree.\n## B c',
      ['0:#A | a | One two. | Three.', '6:##B c | b-c'],
    ],
    ['text before the first heading', 'Hello\n# A', ['0: |  | Hello', '1:#A | a']],
    ['underlined headings', 'Title\n===\ntext\n\nSub\n---', ['0:#Title | title | text', '4:##Sub | sub']],
    [
      'anchors as GitHub makes them',
      '## 2.3 Network copyleft!\n## Über uns & _Co_',
      ['0:##2.3 Network copyleft! | 23-network-copyleft', '1:##Über uns & Co | über-uns--co'],
    ],
    ['repeated headings', '# A\n# A\n# A', ['0:#A | a', '1:#A | a-1', '2:#A | a-2']],
    [
      'code, which holds no headings',
      '# A\n```\n# no\n```\n~~~sh\n## no\n~~~\n# B',
      ['0:#A | a | # no | ## no', '7:#B | b'],
    ],
    [
      'each item of a list for itself',
      '# A\n- one\n- [ ] two\n  more\n1. three',
      ['0:#A | a | one | two more | three'],
    ],
    ['each row of a table for itself', '| a | b |\n|---|---|\n| c | d |', ['0: |  | a b | c d']],
    [
      'no markup',
      '# `A` *b*\n[text](https://example.com "t") and **bold** snake_case \\*',
      ['0:#A b | a-b | text and bold snake_case *'],
    ],
    ['closing signs of a heading', '## A ##', ['0:##A | a']],
    ['a line that only looks like one', '#tag', ['0: |  | #tag']],
    ['what tools keep at the top not', '---\ntitle: x\n---\n# A', ['3:#A | a']],
    ['a rule between paragraphs not', 'one\n\n---\n\ntwo', ['0: |  | one | two']],
    ['Windows line ends', '# A\r\n\r\ntext\r\n', ['0:#A | a | text']],
    ['nothing', '', []],
  ];
  for (const [what, markdown, expected] of cases)
    it(`has ${what}`, () => assert.deepEqual(shown(markdown), expected));

  it('stays quick on hostile text', () => {
    for (const piece of ['[', '![[', '`', '_', '<!--', '|', '- ', '*', '\\', '[](', '(', '#'])
      outlineOf(piece.repeat(200_000));
  });

  it('is looked up by anchor, as addresses write it', () => {
    const sections = outlineOf('# Über uns\n# B');
    assert.equal(sectionAt(sections, '%C3%BCber-uns')?.title, 'Über uns');
    assert.equal(sectionAt(sections, 'B')?.title, 'B');
    assert.equal(sectionAt(sections, 'c'), undefined);
    assert.equal(sectionAt(sections, ''), undefined);
    assert.equal(sectionAt(sections, '%'), undefined);
  });
});

const POLICY = `# Policy
## 2 Licenses
### 2.3 Network copyleft
AGPL and its kin are not used in what customers reach over the network. As a development tool they are fine.
### 2.4 Others
The network team decides about the rest.
## 4 Exceptions
An exception ends after a year.
`;
const documents = [
  { title: 'Open source policy', sections: outlineOf(POLICY) },
  { title: 'How to ask', sections: outlineOf('# How to ask\nWrite a mail about the network.\n') },
];

describe('searching documents', () => {
  const cases: readonly (readonly [query: string, expected: readonly string[]])[] = [
    ['network', ['2.3 Network copyleft', '2.4 Others', 'How to ask']],
    ['NETWORK team', ['2.4 Others']],
    ['licenses agpl', ['2.3 Network copyleft']],
    ['exception', ['4 Exceptions']],
    ['exceptions', ['4 Exceptions']],
    ['ask mail', ['How to ask']],
    ['copyleft', ['2.3 Network copyleft']],
    ['policy', ['Policy']],
    ['nothing of this', []],
    ['', []],
  ];
  for (const [query, expected] of cases)
    it(`finds "${query}"`, () => {
      assert.deepEqual(
        searchDocuments(documents, query).map(({ section }) => section.title),
        expected,
      );
    });

  it('says where it is, with the text around the words', () => {
    const [hit] = searchDocuments(documents, 'development');
    assert.ok(hit);
    assert.deepEqual(hitText(hit, 'development'), {
      title: '2.3 Network copyleft',
      place: 'Open source policy › 2 Licenses',
      snippet:
        'AGPL and its kin are not used in what customers reach over the network. As a development tool they are fine.',
    });
    const long = `${'word '.repeat(100)}needle ${'word '.repeat(100)}`;
    const snippet = snippetOf(long, 'needle');
    assert.ok(snippet.length < 180 && /^… .*needle.* …$/.test(snippet), snippet);
  });
});

describe('the copy of a document', () => {
  it('says its day and leads to the original', () => {
    assert.equal(
      copyBanner('https://example.com/a(b).md', '2026-11-23T09:00:00Z'),
      '> A copy of 2026\\-11\\-23. [Open the original](https://example.com/a%28b%29.md)\n\n'.replaceAll(
        '\\-',
        '-',
      ),
    );
    assert.match(
      copyBanner('https://example.com/a.md', '2026-11-23', '[x](y)'),
      /There is no newer one: \\\[x\\\]\\\(y\\\)\./,
    );
  });
});
