import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { faultsDocument } from '../faults/document';

describe('the page on faults', () => {
  it('says what the tests prove', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../resources/docs/faults.md'), 'utf8');
    assert.equal(page, faultsDocument(), 'resources/docs/faults.md is not current: run "npm run docs"');
  });
});
