import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { escapeMarkdown, markdownLink, webAddress } from '../../../src/core/present/escape';
import { clip, withoutSecrets } from '../../../src/core/present/plain';

const escapes: readonly (readonly [string, string])[] = [
  ['MIT', 'MIT'],
  ['AGPL-3.0-or-later', 'AGPL-3.0-or-later'],
  ['@scope/name', '@scope/name'],
  ['`code`', '\\`code\\`'],
  ['**bold** _it_ ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~'],
  ['[text](https://evil.example)', '\\[text\\]\\(https&#58;//evil.example\\)'],
  ['![x](https://evil.example/p.png)', '\\!\\[x\\]\\(https&#58;//evil.example/p.png\\)'],
  ['[run](command:x.y)', '\\[run\\]\\(command:x.y\\)'],
  ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert\\(1\\)&gt;'],
  ['<command:x>', '&lt;command:x&gt;'],
  ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['https://evil.example', 'https&#58;//evil.example'],
  ['see www.evil.example', 'see www&#46;evil.example'],
  ['mail me@evil.example', 'mail me&#64;evil.example'],
  ['$(pass) fine', '&#36;\\(pass\\) fine'],
  ['a\n\n# heading', 'a \\# heading'],
  ['a\r\n---\r\nb', 'a --- b'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['===', '\\==='],
  ['1. item', '1\\. item'],
  ['a | b', 'a \\| b'],
  ['\u001b]0;title\u0007', '\\]0;title'],
  ['ab\u202edc', 'abdc'],
  ['half \ud800 pair', 'half pair'],
];

const links: readonly (readonly [string, string | undefined, string])[] = [
  ['Why?', 'command:ospoLens.explain?%5B%22a%22%5D', '[Why?](command:ospoLens.explain?%5B%22a%22%5D)'],
  ['a](b', 'https://x.example/a_(b) c', '[a\\]\\(b](https://x.example/a_%28b%29%20c)'],
  ['x', 'javascript:alert(1)', 'x'],
  ['x', 'http://x.example', 'x'],
  ['x', undefined, 'x'],
];

describe('present/escape', () => {
  for (const [text, expected] of escapes) {
    it(`shows ${JSON.stringify(text)} as text`, () => assert.equal(escapeMarkdown(text), expected));
  }

  for (const [label, uri, expected] of links) {
    it(`links ${label} to ${String(uri)}`, () => assert.equal(markdownLink(label, uri), expected));
  }

  it('keeps letters, digits and plain punctuation of a title, on one line', () => {
    const title = 'https://x.example/a_b: "x")](command:evil)\n\n<img> `y` \\ &quot; (MIT)';
    const expected = '[x](https://x.example "https://x.example/a_b: x)(command:evil) img y  quot; (MIT)")';
    assert.equal(markdownLink('x', 'https://x.example', title), expected);
  });

  it('leaves no character that begins markup unescaped, whatever the text', () => {
    const hostile = fc.constantFrom(...Array.from('`*_{}[]()#!|~<>$&\\:/=+-.\n\r\t h'));
    const any = fc.integer({ min: 0, max: 0x2fff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(hostile, any) }), (text) => {
        const escaped = escapeMarkdown(text);
        assert.doesNotMatch(
          escaped.replace(/&(#\d+|lt|gt|amp);/g, '').replace(/\\[\\`*_{}[\]()#!|~=+:.-]/g, ''),
          /[`*_{}[\]()#!|~<>$\n\r]|:\/\//,
        );
      }),
    );
  });

  it('takes only https addresses without credentials from outside', () => {
    assert.equal(webAddress('https://x.example/fund?a=1'), 'https://x.example/fund?a=1');
    for (const no of [
      'http://x.example',
      'javascript:alert(1)',
      'https://u:p@x.example',
      'https://x example',
      undefined,
    ])
      assert.equal(webAddress(no), undefined);
  });

  it('shows addresses without secrets and leaves other text alone', () => {
    assert.equal(withoutSecrets('https://u:p@x.example/a?token=1#v1'), 'https://x.example/a#v1');
    assert.equal(withoutSecrets('npm:@celo/identity@1.5.2'), 'npm:@celo/identity@1.5.2');
    assert.equal(withoutSecrets('^1.0.0'), '^1.0.0');
  });

  it('clips by characters, not by halves of them', () => {
    assert.equal(clip('😀😀😀', 2), '😀…');
    assert.equal(clip('abc', 3), 'abc');
  });
});
