import { strict as assert } from 'node:assert';
import { MAX_DEPTH, flattenExpression } from '../../../src/core/licenses/flatten';
import { parseExpression, printExpression, type Expected } from '../../../src/core/licenses/expression';
import type { LicenseExpression } from '../../../src/core/model';

/** Text, its canonical form (`undefined`: the same), notes. */
const readable: readonly (readonly [text: string, printed?: string, ...notes: string[]])[] = [
  ['MIT'],
  ['MIT AND ISC'],
  ['MIT OR ISC'],
  ['(MIT OR ISC) AND Zlib'],
  ['MIT OR ISC AND Zlib'],
  ['GPL-2.0-only WITH Classpath-exception-2.0'],
  ['MIT OR GPL-2.0-only WITH Classpath-exception-2.0 AND ISC'],
  ['Apache-2.0+'],
  ['Apache-2.0+ WITH LLVM-exception'],
  ['LicenseRef-acme'],
  ['LicenseRef-.a-B.1'],
  ['DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2'],
  ['MIT WITH AdditionRef-acme'],
  ['MIT WITH DocumentRef-a:AdditionRef-acme'],
  ['GPL-2.0', undefined, 'deprecated-id'],
  ['GPL-2.0+', undefined, 'deprecated-id'],
  ['Net-SNMP', undefined, 'deprecated-id'],
  ['LGPL-2.1-only WITH Nokia-Qt-exception-1.1', undefined, 'deprecated-id'],
  ['mit', 'MIT', 'case'],
  ['APACHE-2.0', 'Apache-2.0', 'case'],
  ['gpl-2.0', 'GPL-2.0', 'case', 'deprecated-id'],
  ['licenseref-Acme', 'LicenseRef-Acme', 'case'],
  ['documentref-A:licenseref-b', 'DocumentRef-A:LicenseRef-b', 'case'],
  ['MIT with llvm-exception', 'MIT WITH LLVM-exception', 'case'],
  ['MIT or ISC', 'MIT OR ISC'],
  ['MIT and ISC', 'MIT AND ISC'],
  ['MIT Or ISC', 'MIT OR ISC', 'case'],
  ['(MIT)', 'MIT'],
  ['( MIT )', 'MIT'],
  ['((MIT) OR (ISC))', 'MIT OR ISC'],
  ['(MIT OR ISC) OR Zlib', 'MIT OR ISC OR Zlib'],
  ['MIT OR (ISC OR Zlib)', 'MIT OR ISC OR Zlib'],
  ['(MIT AND ISC) AND Zlib', 'MIT AND ISC AND Zlib'],
  ['MIT OR (ISC AND Zlib)', 'MIT OR ISC AND Zlib'],
  ['(MIT AND ISC) OR Zlib', 'MIT AND ISC OR Zlib'],
  ['MIT AND (ISC OR (Zlib OR 0BSD))', 'MIT AND (ISC OR Zlib OR 0BSD)'],
  ['\tMIT\n AND\r\nISC ', 'MIT AND ISC'],
  ['MIT AND(ISC)', 'MIT AND ISC'],
  ['CC-BY-NC-3.0-IGO'],
  ['MIT OR MIT', 'MIT OR MIT'],
];

const unreadable: readonly (readonly [text: string, at: number, expected: Expected])[] = [
  ['', 0, 'a license id'],
  ['  ', 2, 'a license id'],
  ['AND', 0, 'a license id'],
  ['MIT AND', 7, 'a license id'],
  ['MIT OR OR ISC', 7, 'a license id'],
  ['OR MIT', 0, 'a license id'],
  ['()', 1, 'a license id'],
  ['MIT AND ()', 9, 'a license id'],
  ['+', 0, 'a license id'],
  ['Foo', 0, 'an SPDX license id'],
  ['MIT OR Foo', 7, 'an SPDX license id'],
  ['Apache 2.0', 0, 'an SPDX license id'],
  ['BSD', 0, 'an SPDX license id'],
  ['UNLICENSED', 0, 'an SPDX license id'],
  ['NOASSERTION', 0, 'an SPDX license id'],
  ['LicenseRef-', 0, 'an SPDX license id'],
  ['AdditionRef-x', 0, 'an SPDX license id'],
  ['a:LicenseRef-b', 0, 'an SPDX license id'],
  ['Classpath-exception-2.0', 0, 'an SPDX license id'],
  ['__proto__', 0, 'a license id'],
  ['constructor', 0, 'an SPDX license id'],
  ['MIT WITH', 8, 'an SPDX exception id'],
  ['MIT WITH Foo', 9, 'an SPDX exception id'],
  ['MIT WITH MIT', 9, 'an SPDX exception id'],
  ['MIT WITH LicenseRef-x', 9, 'an SPDX exception id'],
  ['MIT WITH (LLVM-exception)', 9, 'an SPDX exception id'],
  ['MIT WITH LLVM-exception WITH LLVM-exception', 24, 'AND, OR or the end'],
  ['MIT ISC', 4, 'AND, OR, WITH or the end'],
  ['MIT, ISC', 3, 'AND, OR, WITH or the end'],
  ['MIT/X11', 3, 'AND, OR, WITH or the end'],
  ['MIT*', 3, 'AND, OR, WITH or the end'],
  ['MIT +', 4, 'AND, OR, WITH or the end'],
  ['MIT++', 4, 'AND, OR or the end'],
  ['MIT)', 3, 'AND, OR or the end'],
  ['(MIT OR ISC) WITH LLVM-exception', 13, 'AND, OR or the end'],
  ['(MIT', 4, 'a closing parenthesis'],
  ['((MIT) OR ISC', 13, 'a closing parenthesis'],
];

describe('parsing a license expression', () => {
  for (const [text, printed = text, ...notes] of readable) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const parsed = parseExpression(text);
      assert.ok(parsed.ok);
      assert.equal(printExpression(parsed.expression), printed);
      assert.deepEqual([...parsed.notes].sort(), [...notes].sort());
    });
  }

  for (const [text, at, expected] of unreadable) {
    it(`says where ${JSON.stringify(text)} goes wrong`, () => {
      assert.deepEqual(parseExpression(text), { ok: false, at, expected });
    });
  }

  it('keeps the parts of a license apart', () => {
    const parsed = parseExpression('gpl-2.0+ WITH classpath-exception-2.0');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.expression, {
      type: 'license',
      id: 'GPL-2.0',
      plus: true,
      exception: 'Classpath-exception-2.0',
    });
  });

  it('takes AND and OR in turn up to a limit, and says so beyond', () => {
    const nested = (levels: number) =>
      `${'MIT OR ISC AND ('.repeat(levels / 2)}MIT OR ISC${')'.repeat(levels / 2)}`;
    assert.equal(parseExpression(nested(MAX_DEPTH - 2)).ok, true);
    assert.deepEqual(parseExpression(nested(MAX_DEPTH + 2)), {
      ok: false,
      at: 0,
      expected: 'fewer nested terms',
    });
  });

  it('flattens terms of one kind in their order', () => {
    const leaf = (id: string): LicenseExpression => ({ type: 'license', id, plus: false });
    const or = (...terms: LicenseExpression[]): LicenseExpression => ({ type: 'or', terms });
    assert.deepEqual(
      flattenExpression(or(or(leaf('a'), or(leaf('b'), leaf('c'))), leaf('d'))),
      or(leaf('a'), leaf('b'), leaf('c'), leaf('d')),
    );
  });
});
