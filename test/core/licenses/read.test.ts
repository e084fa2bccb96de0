import { strict as assert } from 'node:assert';
import { licenseField, readLicense } from '../../../src/core/licenses/read';

/** A field as found in the wild, what it says in canonical form, the notes on it. */
const expressions: readonly (readonly [raw: unknown, text: string, ...notes: string[]])[] = [
  ['MIT', 'MIT'],
  [' MIT\n', 'MIT'],
  ['mit', 'MIT', 'case'],
  ['unlicense', 'Unlicense', 'case'],
  ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
  ['GPL-2.0', 'GPL-2.0', 'deprecated-id'],
  ['LGPL-3.0+', 'LGPL-3.0+', 'deprecated-id'],
  ['LicenseRef-acme-internal', 'LicenseRef-acme-internal'],
  [{ type: 'MIT', url: 'https://example.org/license' }, 'MIT', 'legacy-form'],
  [{ name: 'ISC' }, 'ISC', 'legacy-form'],
  [{ license: 'ISC' }, 'ISC', 'legacy-form'],
  [{ type: 'mit' }, 'MIT', 'legacy-form', 'case'],
  [['MIT'], 'MIT', 'legacy-form'],
  [[{ type: 'MIT', url: 'x' }], 'MIT', 'legacy-form'],
  [['MIT', 'ISC'], 'MIT AND ISC', 'legacy-form', 'licenses-array-and'],
  [
    [{ type: 'MIT' }, { type: 'GPL-2.0' }],
    'MIT AND GPL-2.0',
    'legacy-form',
    'licenses-array-and',
    'deprecated-id',
  ],
  [['MIT OR ISC', 'Zlib'], '(MIT OR ISC) AND Zlib', 'legacy-form', 'licenses-array-and'],
  [['MIT AND ISC', 'Zlib'], 'MIT AND ISC AND Zlib', 'legacy-form', 'licenses-array-and'],
];

/** A field that is no expression, the state it is in, what was perhaps meant. */
const others: readonly (readonly [raw: unknown, state: string, suggestion?: string])[] = [
  [undefined, 'missing'],
  [null, 'missing'],
  ['', 'empty'],
  [' \t', 'empty'],
  [[], 'empty'],
  [{}, 'empty'],
  [42, 'not-a-string'],
  [0, 'not-a-string'],
  [true, 'not-a-string'],
  [false, 'not-a-string'],
  [{ url: 7 }, 'not-a-string'],
  [[['MIT']], 'not-a-string'],
  [[null], 'missing'],
  ['UNLICENSED', 'unlicensed'],
  ['Unlicensed', 'unlicensed'],
  ['unlicensed', 'unlicensed'],
  [['UNLICENSED'], 'unlicensed'],
  ['SEE LICENSE IN LICENSE.txt', 'see-file'],
  ['SEE LICENSE IN <license>', 'see-file'],
  ['See License in https://example.org/eula', 'see-file'],
  ['SEE LICENCE IN LICENCE', 'see-file'],
  ['see LICENSE', 'see-file'],
  ['See the LICENSE file', 'see-file'],
  ['SEE COPYING', 'see-file'],
  ['NOASSERTION', 'noassertion'],
  ['BSD-3-Clause AND NOASSERTION', 'noassertion'],
  ['NOASSERTION OR MIT', 'noassertion'],
  ['NONE', 'none'],
  ['None', 'none'],
  ['non-standard', 'non-standard'],
  [['non-standard'], 'non-standard'],
  [['MIT', 'non-standard'], 'non-standard'],
  ['http://opensource.org/licenses/MIT', 'url', 'MIT'],
  ['https://opensource.org/license/mit/', 'url', 'MIT'],
  ['http://www.opensource.org/licenses/mit-license.php', 'url', 'MIT'],
  ['https://opensource.org/licenses/BSD-3-Clause', 'url', 'BSD-3-Clause'],
  ['https://spdx.org/licenses/ISC.html', 'url', 'ISC'],
  ['https://spdx.org/licenses/GPL-2.0.html', 'url', 'GPL-2.0-only'],
  ['http://www.apache.org/licenses/LICENSE-2.0.html', 'url', 'Apache-2.0'],
  ['https://www.gnu.org/licenses/gpl-3.0.en.html', 'url', 'GPL-3.0-only'],
  ['https://www.gnu.org/licenses/agpl-3.0.html#top', 'url', 'AGPL-3.0-only'],
  ['https://creativecommons.org/publicdomain/zero/1.0/', 'url', 'CC0-1.0'],
  ['https://mozilla.org/MPL/2.0/', 'url', 'MPL-2.0'],
  ['http://unlicense.org/', 'url', 'Unlicense'],
  ['https://example.org/license', 'url'],
  ['https://github.com/a/b/blob/master/LICENSE', 'url'],
  ['www.example.org/license', 'url'],
  [{ url: 'http://opensource.org/licenses/MIT' }, 'url', 'MIT'],
  [{ type: 'MIT', license: 'AGPL-3.0-only' }, 'free-text'],
  [{ type: 'MIT', name: 'Commercial' }, 'free-text'],
  [{ type: 'MIT', url: 'https://www.gnu.org/licenses/agpl-3.0.html' }, 'free-text'],
  [[{ type: 'MIT', license: 'AGPL-3.0-only' }], 'free-text'],
  ['Apache 2.0', 'free-text', 'Apache-2.0'],
  ['Apache2', 'free-text', 'Apache-2.0'],
  ['Apache-2', 'free-text', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'free-text', 'Apache-2.0'],
  ['ASL 2.0', 'free-text', 'Apache-2.0'],
  ['Apache', 'free-text'],
  ['MIT License', 'free-text', 'MIT'],
  ['The MIT License (MIT)', 'free-text', 'MIT'],
  ['MIT Licence', 'free-text', 'MIT'],
  ['MIT/X11', 'free-text', 'MIT'],
  ['Expat', 'free-text', 'MIT'],
  ['MIT*', 'free-text'],
  ['MIT?', 'free-text'],
  ['MIT, GPL', 'free-text'],
  ['MIT or GPL', 'free-text'],
  ['MIT/Apache-2.0', 'free-text'],
  ['MIT & Apache-2.0', 'free-text'],
  ['BSD', 'free-text'],
  ['BSD License', 'free-text'],
  ['BSD-like', 'free-text'],
  ['BSD-2', 'free-text', 'BSD-2-Clause'],
  ['Simplified BSD License', 'free-text', 'BSD-2-Clause'],
  ['BSD 3-Clause', 'free-text', 'BSD-3-Clause'],
  ['New BSD', 'free-text', 'BSD-3-Clause'],
  ['GPL', 'free-text'],
  ['GNU GPL', 'free-text'],
  ['LGPL', 'free-text'],
  ['AGPL', 'free-text'],
  ['GPLv2', 'free-text', 'GPL-2.0-only'],
  ['GPL v3', 'free-text', 'GPL-3.0-only'],
  ['GPL-3', 'free-text', 'GPL-3.0-only'],
  ['GPLv3+', 'free-text', 'GPL-3.0-or-later'],
  ['GPL v3 or later', 'free-text', 'GPL-3.0-or-later'],
  ['LGPLv3', 'free-text', 'LGPL-3.0-only'],
  ['AGPLv3', 'free-text', 'AGPL-3.0-only'],
  ['MPL 2.0', 'free-text', 'MPL-2.0'],
  ['Mozilla Public License 2.0', 'free-text', 'MPL-2.0'],
  ['AFLv2.1', 'free-text', 'AFL-2.1'],
  ['CC0', 'free-text', 'CC0-1.0'],
  ['CC-BY', 'free-text'],
  ['WTFPL2', 'free-text', 'WTFPL'],
  ['Eclipse Public License 2.0', 'free-text', 'EPL-2.0'],
  ['Boost Software License 1.0', 'free-text', 'BSL-1.0'],
  ['zlib/libpng', 'free-text', 'Zlib'],
  ['The Unlicense', 'free-text', 'Unlicense'],
  ['Public Domain', 'free-text'],
  ['Commercial', 'free-text'],
  ['Proprietary', 'free-text'],
  ['Custom', 'free-text'],
  ["Standard 'no charge' license: https://gsap.com/standard-license.", 'free-text'],
  [`${'Permission is hereby granted. '.repeat(200)}MIT`, 'free-text'],
  [{ type: 'Apache 2.0' }, 'free-text', 'Apache-2.0'],
  [['MIT', 'BSD'], 'free-text'],
];

function label(raw: unknown): string {
  return raw === undefined ? 'nothing' : JSON.stringify(raw).slice(0, 60);
}

describe('reading a license field', () => {
  for (const [raw, text, ...notes] of expressions) {
    it(`reads ${JSON.stringify(raw)}`, () => {
      const reading = readLicense(raw);
      assert.ok(reading.kind === 'expression');
      assert.equal(reading.text, text);
      assert.deepEqual([...reading.notes].sort(), [...notes].sort());
      assert.equal(reading.raw, typeof raw === 'string' ? raw : JSON.stringify(raw));
    });
  }

  for (const [raw, state, suggestion] of others) {
    it(`names ${label(raw)}: ${state}`, () => {
      const reading = readLicense(raw);
      assert.ok(reading.kind === 'not-spdx');
      assert.equal(reading.state, state);
      assert.equal(reading.suggestion, suggestion);
    });
  }

  it('survives what is no JSON', () => {
    const circular: unknown[] = ['MIT'];
    circular.push(circular);
    for (const raw of [circular, Symbol('x'), 10n, () => 'MIT']) {
      assert.equal(readLicense(raw).kind, 'not-spdx');
    }
  });

  it('takes the older field only where the newer says nothing', () => {
    assert.equal(licenseField({ license: 'MIT', licenses: ['ISC'] }), 'MIT');
    assert.deepEqual(licenseField({ licenses: ['ISC'] }), ['ISC']);
    assert.deepEqual(licenseField({ license: '', licenses: ['ISC'] }), ['ISC']);
    assert.deepEqual(licenseField({ license: null, licenses: ['ISC'] }), ['ISC']);
    assert.equal(licenseField({ license: '' }), '');
    assert.equal(licenseField({}), undefined);
  });
});
