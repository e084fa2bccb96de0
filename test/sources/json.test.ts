import { strict as assert } from 'node:assert';
import { parseJson } from '../../src/sources/json';

const nested = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

describe('sources/json', () => {
  const readable: readonly string[] = [
    '{"a":[1,"[",{"b":"{"}]}',
    JSON.stringify({ a: '['.repeat(1_000), b: ['\\', '\\"', '"[{'.repeat(1_000), '\\\\'] }),
    nested(500, '[', '1', ']'),
    nested(250, '{"a":[', '"\\\\"', ']}'),
    JSON.stringify(Array.from({ length: 2_000 }, () => [{}])),
  ];
  for (const text of readable)
    it(`reads ${text.slice(0, 30)}`, () => assert.deepEqual(parseJson(text), JSON.parse(text)));

  for (const text of [nested(501, '[', '', ']'), nested(100_000, '{"a":', '1', '}'), '{', '', 'x'])
    it(`reads no ${text.slice(0, 30)}`, () => assert.equal(parseJson(text), undefined));

  it('tells the end of a text by its quotation mark, whatever stands before it', () => {
    const texts = ['\\', '"', '\\"', '\\\\"[', 'a"', '\u0022'].map((text) => `${text}${'['.repeat(600)}`);
    assert.deepEqual(parseJson(JSON.stringify(texts)), texts);
  });
});
