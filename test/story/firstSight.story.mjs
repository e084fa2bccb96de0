import { strict as assert } from 'node:assert';
import { session } from './session.mjs';
import { openFile, squiggles, until } from './workbench.mjs';

describe('opening package.json with the installed extension', () => {
  it('underlines what the policy does not accept', async () => {
    await openFile(session.page, 'package.json');
    await until('a squiggle', async () => {
      const { error, warning, info } = await squiggles(session.page);
      return error + warning + info > 0;
    });
    assert.ok(true);
  });
});
