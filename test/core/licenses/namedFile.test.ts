import { strict as assert } from 'node:assert';
import { fileNamedBy } from '../../../src/core/licenses/namedFile';

const cases: readonly (readonly [statement: string, named: string | undefined])[] = [
  ['SEE LICENSE IN EULA.md', 'EULA.md'],
  ['see license in ./legal/EULA.md', 'legal/EULA.md'],
  ['SEE LICENCE IN LICENCE', 'LICENCE'],
  ['see LICENSE.md', 'LICENSE.md'],
  ['SEE COPYING', 'COPYING'],
  ['see LICENSE', undefined],
  ['See the LICENSE file', undefined],
  ['See license at our site', 'See license at our site'],
];

describe('fileNamedBy', () => {
  for (const [statement, named] of cases)
    it(statement, () => {
      assert.equal(fileNamedBy(statement), named);
    });
});
