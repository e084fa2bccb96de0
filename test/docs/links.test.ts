import { strict as assert } from 'node:assert';
import { documents, leadsSomewhere, textOf } from './documents';

describe('the links of the documents', () => {
  it('are looked at in all of them', () => assert.ok(documents.length > 20));

  for (const document of documents) {
    it(`lead to files and headings that are there: ${document}`, () => {
      const text = textOf(document).replaceAll(/```[^]*?```|`[^`\n]*`/g, '');
      const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
        ([, link, source]) => link ?? source ?? '',
      );
      assert.deepEqual(
        links.filter((link) => !leadsSomewhere(document, link)),
        [],
      );
    });
  }
});
