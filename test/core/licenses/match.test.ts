import { strict as assert } from 'node:assert';
import agpl from 'spdx-license-list/licenses/AGPL-3.0-only.json';
import apache from 'spdx-license-list/licenses/Apache-2.0.json';
import blueOak from 'spdx-license-list/licenses/BlueOak-1.0.0.json';
import bsd2 from 'spdx-license-list/licenses/BSD-2-Clause.json';
import bsd3 from 'spdx-license-list/licenses/BSD-3-Clause.json';
import gpl3 from 'spdx-license-list/licenses/GPL-3.0-only.json';
import gpl3Later from 'spdx-license-list/licenses/GPL-3.0-or-later.json';
import isc from 'spdx-license-list/licenses/ISC.json';
import json from 'spdx-license-list/licenses/JSON.json';
import mit from 'spdx-license-list/licenses/MIT.json';
import mit0 from 'spdx-license-list/licenses/MIT-0.json';
import x11 from 'spdx-license-list/licenses/X11.json';
import zlib from 'spdx-license-list/licenses/Zlib.json';
import {
  contentOf,
  MATCH_THRESHOLD,
  matchableLicenseIds,
  matchLicenseText,
  mayMatch,
  readLicenseText,
} from '../../../src/core/licenses/match';
import { readLicense } from '../../../src/core/licenses/read';

const texts = {
  MIT: mit,
  'MIT-0': mit0,
  X11: x11,
  JSON: json,
  ISC: isc,
  'BSD-2-Clause': bsd2,
  'BSD-3-Clause': bsd3,
  'Apache-2.0': apache,
  'BlueOak-1.0.0': blueOak,
  Zlib: zlib,
  'GPL-3.0-only': gpl3,
  'GPL-3.0-or-later': gpl3Later,
  'AGPL-3.0-only': agpl,
};
const candidates = Object.entries(texts).map(([id, { licenseText }]) =>
  readLicenseText({ id, text: licenseText }),
);
const match = (text: string, among = candidates) => matchLicenseText(contentOf(text), among);

const mitText = mit.licenseText;
const filled = mitText.replace(
  '<year> <copyright holders>',
  '2014-2024 Jane Doe and contributors <jane@example.org>',
);
const restricted = filled.replace(
  'THE SOFTWARE IS',
  'The Software must not be used for commercial purposes.\n\nTHE SOFTWARE IS',
);

const cases: readonly (readonly [name: string, text: string, id: string | undefined])[] = [
  ['MIT with a filled-in copyright line', filled, 'MIT'],
  ['MIT without its title', filled.replace('MIT License', ''), 'MIT'],
  ['MIT under another title', filled.replace('MIT License', '(The MIT License)'), 'MIT'],
  [
    'MIT behind a notice',
    filled.replace('MIT License', 'This software is released under the MIT license:'),
    'MIT',
  ],
  ['MIT in a comment', filled.replace(/^/gm, ' * '), 'MIT'],
  ['MIT in one line', filled.replace(/\s+/g, ' '), 'MIT'],
  ['MIT, a word a line', filled.replace(/\s+/g, '\r\n'), 'MIT'],
  ['MIT in one case, with curly quotes', filled.toUpperCase().replace(/"/g, '”'), 'MIT'],
  ['MIT and a word against commerce', restricted, undefined],
  ['MIT for good, not evil', json.licenseText, 'JSON'],
  ['MIT without attribution', mit0.licenseText, 'MIT-0'],
  ['X11', x11.licenseText, 'X11'],
  ['two licenses in a file', `${filled}\n\n${isc.licenseText}`, undefined],
  ['part of the code under the GPL', `Portions are licensed under the GPL.\n\n${filled}`, undefined],
  [
    'ISC of somebody',
    isc.licenseText
      .replaceAll('ISC DISCLAIMS', 'THE AUTHOR DISCLAIMS')
      .replace('SHALL ISC', 'SHALL THE AUTHOR'),
    'ISC',
  ],
  ['BSD-2-Clause', bsd2.licenseText.replace('<year> <owner>', '2020, ACME Inc.'), 'BSD-2-Clause'],
  ['BSD-3-Clause', bsd3.licenseText.replace('<year> <owner>', '2020, ACME Inc.'), 'BSD-3-Clause'],
  ['BSD-3-Clause with bullets', bsd3.licenseText.replace(/^\s*[123]\. /gm, '* '), 'BSD-3-Clause'],
  ['Apache-2.0 with its appendix', apache.licenseText, 'Apache-2.0'],
  ['Apache-2.0 without', apache.licenseText.slice(0, apache.licenseText.indexOf('APPENDIX')), 'Apache-2.0'],
  [
    'Apache-2.0 with a clause against selling',
    `"Commons Clause": the Software must not be sold, without exception.\n${apache.licenseText}`,
    undefined,
  ],
  ['Blue Oak', blueOak.licenseText, 'BlueOak-1.0.0'],
  ['GPL-3.0: the text does not say "or later"', gpl3Later.licenseText, 'GPL-3.0-only'],
  ['AGPL-3.0 is not GPL-3.0', agpl.licenseText, 'AGPL-3.0-only'],
  ['a notice', 'Copyright 2020 ACME. All rights reserved.', undefined],
  ['nothing', '', undefined],
  ['noise', '\u0000\ud800 ((( '.repeat(1000), undefined],
];

describe('matching a license text', () => {
  for (const [name, text, id] of cases) {
    it(`${name}: ${id ?? 'no match'}`, () => {
      const found = match(text);
      assert.equal(found?.id, id);
      if (found) assert.ok(found.similarity >= MATCH_THRESHOLD && found.similarity <= 1);
    });
    it(`${name}: the sketches do not rule it out, and leave few others`, () => {
      const ids = mayMatch(contentOf(text), candidates);
      assert.ok(id === undefined || ids.includes(id));
      assert.ok(ids.length <= 4, ids.join());
    });
  }

  it('names each text once, among the current ids', () => {
    const ids = matchableLicenseIds();
    assert.ok(ids.includes('MIT') && ids.includes('GPL-3.0-only'));
    for (const id of ['GPL-3.0', 'GPL-3.0+', 'GPL-3.0-or-later', 'Nunit']) assert.ok(!ids.includes(id), id);
  });

  it('says how close the match is', () => {
    assert.equal(match(filled)?.similarity, 1);
    const close = match(filled.replace('free of charge, to', 'gratis to'));
    assert.ok(close && close.similarity < 1);
  });

  it('keeps BSD-2-Clause and BSD-3-Clause apart, whichever is at hand', () => {
    const only = (wanted: string) => candidates.filter(({ id }) => id === wanted);
    assert.equal(match(bsd2.licenseText, only('BSD-3-Clause')), undefined);
    assert.equal(match(bsd3.licenseText, only('BSD-2-Clause')), undefined);
  });

  it('does not stand still over a file that was made for it', () => {
    for (const piece of ['<', '<<', '\n', '\t\n', '\r', '(', '1) ', '[', 'copyright ']) {
      const text = piece.repeat(200_000 / piece.length);
      assert.ok(contentOf(text).length > 0);
    }
    assert.equal(readLicense(`https://${'/'.repeat(2_000_000)}x`).kind, 'not-spdx');
  });
});
