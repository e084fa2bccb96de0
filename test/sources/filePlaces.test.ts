import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { placeProblem } from '../../src/core/index';
import type { Problem } from '../../src/core/index';
import { placesIn } from '../../src/sources/filePlaces';
import { tempFolder } from './support';
import type { TempFolder } from './support';

const problem = (place: Pick<Problem, 'span' | 'sought'>): Problem => ({
  code: 'x',
  severity: 'warning',
  message: '',
  ...place,
});

/** Lines of different lengths, beyond ASCII, over several pieces of the file. */
function textOf(lines: number, end: string): string {
  return Array.from({ length: lines }, (_, at) => `${'ä€😀 '.repeat(at % 37)}"entry-${at}": {`).join(end);
}

describe('sources/filePlaces', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());

  const texts: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['one line', textOf(1, '')],
    ['a byte order mark', `\ufeff${textOf(3_000, '\n')}`],
    ['lines', textOf(9_000, '\n')],
    ['lines that end by CRLF', textOf(9_000, '\r\n')],
    ['one long line', textOf(9_000, ' ')],
  ];
  for (const [what, text] of texts)
    it(`finds in pieces what is found in the whole: ${what}`, async () => {
      temp.write('lock', text);
      const at = (line: number) => Math.max(text.indexOf(`"entry-${line}"`), 2);
      const problems = [
        ...[0, 1, 100, 2_999, 8_999].map((line) => problem({ span: { start: at(line), end: at(line) + 9 } })),
        ...[0, 1, 777, 8_998].map((line) =>
          problem({ sought: [`\n"entry-${line}": {`, `"entry-${line}":`] }),
        ),
        problem({ sought: ['"nowhere"', '"entry-5"'] }),
        problem({ sought: ['"nowhere"', ''] }),
        problem({}),
      ];
      assert.deepEqual(
        await placesIn(join(temp.path, 'lock'), problems),
        problems.map((each) => (text === '' && each.span ? undefined : placeProblem(each, text).range)),
      );
    });

  it('knows no place in what cannot be read', async () => {
    const one = problem({ span: { start: 0, end: 1 } });
    assert.deepEqual(await placesIn(join(temp.path, 'nothing'), [one]), [undefined]);
    assert.deepEqual(await placesIn(temp.path, [one, one]), [undefined, undefined]);
  });
});
