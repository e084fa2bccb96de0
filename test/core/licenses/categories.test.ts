import { strict as assert } from 'node:assert';
import blueOak from '@blueoak/list/index.json';
import deprecatedExceptions from 'spdx-exceptions/deprecated.json';
import exceptions from 'spdx-exceptions/index.json';
import licenses from 'spdx-license-list';
import { blueOakTierOf, isFsfLibre, isOsiApproved, licenseUrl } from '../../../src/core/licenses/catalog';
import {
  categoryOf,
  categoryOfTerm,
  categorySourceOf,
  exceptionKindOf,
} from '../../../src/core/licenses/categories';
import categoryData from '../../../src/core/licenses/data/categories.json';
import exceptionData from '../../../src/core/licenses/data/exceptions.json';
import newerIds from '../../../src/core/licenses/data/newer-ids.json';
import { normalizeTerm } from '../../../src/core/licenses/deprecated';
import { allExceptionIds, allLicenseIds } from '../../../src/core/licenses/ids';
import { obligationsOf } from '../../../src/core/licenses/terms';
import { admittedVersions } from '../../../src/core/licenses/versions';
import { asksOfAll } from '../../../src/core/present/licenseWords';
import { termOf } from '../helpers/policy';

const listed = Object.keys(licenses);
const classified = Object.values(categoryData.licenses).flatMap((bySource) => Object.values(bySource).flat());
const classifiedExceptions = Object.values(exceptionData.exceptions).flat();

describe('license categories', () => {
  it('every SPDX id has exactly one, with its source', () => {
    const all = [...new Set([...listed, ...allLicenseIds()])].sort();
    assert.deepEqual([...classified].sort(), all);
    assert.ok(listed.length > 700);
    for (const id of all) {
      assert.ok(categoryOf(id), id);
      assert.ok(Object.hasOwn(categoryData.sources, categorySourceOf(id) ?? ''), id);
    }
  });

  it('every SPDX exception has exactly one kind', () => {
    assert.deepEqual([...classifiedExceptions].sort(), [...allExceptionIds()].sort());
    for (const id of [...exceptions, ...deprecatedExceptions]) assert.ok(exceptionKindOf(id), id);
  });

  it('those that name Blue Oak as source are on its list, and none of its list is copyleft by family', () => {
    const rated = new Set(blueOak.flatMap((tier) => tier.licenses.map(({ id }) => id)));
    for (const id of listed) {
      if (categorySourceOf(id) === 'blue-oak') assert.ok(rated.has(id), id);
      if (rated.has(id)) assert.notEqual(categorySourceOf(id), 'family', id);
    }
  });

  it('a deprecated id has the category of what SPDX writes today', () => {
    for (const id of listed.filter((name) => !name.endsWith('+'))) {
      const term = termOf(id);
      assert.equal(categoryOf(id), categoryOfTerm(normalizeTerm(term)), id);
    }
    for (const id of ['GPL-1.0+', 'GPL-2.0+', 'GPL-3.0+', 'LGPL-2.0+', 'LGPL-2.1+', 'LGPL-3.0+']) {
      assert.equal(categoryOf(id), categoryOfTerm(termOf(id)), id);
    }
  });

  it('ids that are newer than the list go once the list holds them', () => {
    for (const { id } of newerIds.licenses) assert.ok(!Object.hasOwn(licenses, id), id);
    for (const id of newerIds.exceptions) assert.ok(!exceptions.includes(id), id);
  });

  it('ids are matched in any case, and nothing else is', () => {
    assert.equal(categoryOf('mit'), 'permissive');
    for (const id of ['', 'MIT ', 'Foo', 'LicenseRef-MIT', 'toString', '__proto__']) {
      assert.equal(categoryOf(id), undefined, id);
    }
  });

  it('an exception may free linked works', () => {
    const expected = {
      'GPL-2.0-only WITH Classpath-exception-2.0': 'weak-copyleft',
      'GPL-2.0-only WITH Bison-exception-2.2': 'strong-copyleft',
      'AGPL-3.0-only WITH Classpath-exception-2.0': 'network-copyleft',
      'MIT WITH LLVM-exception': 'permissive',
      'MIT WITH AdditionRef-x': undefined,
      'LicenseRef-x': undefined,
    };
    for (const [text, category] of Object.entries(expected))
      assert.equal(categoryOfTerm(termOf(text)), category, text);
  });
});

describe('license catalogs', () => {
  it('know pages', () => {
    assert.equal(licenseUrl('apache-2.0'), 'https://spdx.org/licenses/Apache-2.0.html');
    assert.equal(licenseUrl('nope'), undefined);
    for (const id of allLicenseIds()) assert.ok(licenseUrl(id), id);
  });

  it('know who approves', () => {
    assert.deepEqual(['MIT', 'AGPL-3.0-only', 'CC0-1.0', 'SSPL-1.0', 'nope'].map(isOsiApproved), [
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.deepEqual(['MIT', 'CC0-1.0', 'JSON', 'nope'].map(isFsfLibre), [true, true, false, false]);
    assert.deepEqual(
      ['BlueOak-1.0.0', 'BSD-2-Clause-Patent', 'MIT', 'BSD-3-Clause', 'WTFPL', 'GPL-3.0-only'].map(
        blueOakTierOf,
      ),
      ['model', 'gold', 'silver', 'bronze', 'lead', undefined],
    );
  });
});

describe('versions of a license', () => {
  const cases: readonly (readonly [text: string, versions: string | undefined])[] = [
    ['GPL-2.0-or-later', 'GPL-2.0-only GPL-3.0-only'],
    ['GPL-2.0+', 'GPL-2.0-only GPL-3.0-only'],
    ['GPL-3.0-or-later', 'GPL-3.0-only'],
    ['LGPL-2.0-or-later', 'LGPL-2.0-only LGPL-2.1-only LGPL-3.0-only'],
    ['AGPL-1.0-or-later', 'AGPL-1.0-only AGPL-3.0-only'],
    ['GFDL-1.2-no-invariants-or-later', 'GFDL-1.2-no-invariants-only GFDL-1.3-no-invariants-only'],
    ['GFDL-1.2-or-later', 'GFDL-1.2-only GFDL-1.3-only'],
    ['Apache-2.0+', 'Apache-2.0'],
    ['Apache-1.0+', 'Apache-1.0 Apache-1.1 Apache-2.0'],
    ['MPL-1.1+', 'MPL-1.1 MPL-2.0'],
    ['LPPL-1.2+', 'LPPL-1.2 LPPL-1.3a LPPL-1.3c'],
    ['OLDAP-2.7+', 'OLDAP-2.7 OLDAP-2.8'],
    ['CC-BY-SA-3.0+', 'CC-BY-SA-3.0 CC-BY-SA-4.0'],
    ['BSD-2-Clause+', 'BSD-2-Clause'],
    ['CC-BY-2.5-AU+', 'CC-BY-2.5-AU'],
    ['MIT+', 'MIT'],
    ['LicenseRef-x+', 'LicenseRef-x'],
    ['MIT', undefined],
    ['GPL-2.0', undefined],
    ['GPL-2.0-only+', undefined],
    ['eCos-2.0', 'GPL-2.0-only WITH eCos-exception-2.0 GPL-3.0-only WITH eCos-exception-2.0'],
  ];

  for (const [text, versions] of cases) {
    it(`${text}: ${versions ?? 'no choice'}`, () => {
      const admitted = admittedVersions(termOf(text))?.map(
        ({ id, exception }) => id + (exception === undefined ? '' : ` WITH ${exception}`),
      );
      assert.equal(admitted?.join(' '), versions);
    });
  }
});

describe('what a license asks', () => {
  const cases: readonly (readonly [text: string, asks: string])[] = [
    ['MIT', 'notices'],
    ['0BSD', ''],
    ['CC0-1.0', ''],
    ['Apache-2.0', 'changes stated, the NOTICE file, notices'],
    ['BSD-3-Clause', 'no endorsement by the author, notices'],
    ['BSD-3-Clause-No-Nuclear-License', 'use within its limits, notices'],
    ['MPL-2.0', 'source of changed files, same license for changes, notices'],
    [
      'LGPL-2.1-or-later',
      'source of the library, relinking with a changed library, same license for changes, notices',
    ],
    ['GPL-2.0', 'source of the whole work, same license, changes stated, notices'],
    [
      'GPL-2.0-only WITH Classpath-exception-2.0',
      'source of changed files, same license for changes, notices',
    ],
    ['AGPL-3.0-or-later', 'source for network users, same license, changes stated, notices'],
    ['CC-BY-NC-4.0', 'no commercial use, credit to the author'],
    ['CC-BY-ND-4.0', 'no changed copies, credit to the author'],
    ['Elastic-2.0', 'no competing product or service, notices'],
    ['SSPL-1.0', 'source of the whole service, same license, notices'],
    ['LicenseRef-x', ''],
  ];

  for (const [text, asks] of cases) {
    it(`${text}: ${asks === '' ? 'nothing, or not known' : asks}`, () => {
      assert.equal(asksOfAll([termOf(text)]), asks);
    });
  }

  it('is known of every listed license', () => {
    for (const id of allLicenseIds()) assert.ok(obligationsOf(termOf(id)), id);
    assert.deepEqual(obligationsOf('proprietary'), ['ask-the-owner']);
  });
});
