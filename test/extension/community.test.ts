import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { findings, openCase, ready, withSetting } from './support/editor';
import { PROJECT } from './support/samples';

const MANIFEST = '{\n  "name": "case",\n  "dependencies": {\n    "object-assign": "^4.1.1"\n  }\n}\n';
const FILES = { ...PROJECT, 'package.json': MANIFEST };
const FOUND = 'alternative.community object-assign';

describe('what the community suggests', () => {
  it('is told only where it is switched on, and as a hint', async () => {
    const opened = await openCase(FILES);
    await ready(opened);
    assert.ok(!findings(opened).includes(FOUND));
    await withSetting('communityCatalog', true, async () => {
      const other = await openCase(FILES);
      await ready(other);
      assert.ok(findings(other).includes(FOUND));
      const diagnostic = vscode.languages
        .getDiagnostics(other.document.uri)
        .find(({ message }) => message.includes('module-replacements'));
      assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Hint);
      assert.match(diagnostic.message, /Object\.assign/);
    });
  });

  it('is told where the policy switches it on, and never where it switches it off', async () => {
    const policy = (flag: boolean) => `${PROJECT['ospo-policy.yaml']}community-catalog: ${flag}\n`;
    const on = await openCase({ ...FILES, 'ospo-policy.yaml': policy(true) });
    await ready(on);
    assert.ok(findings(on).includes(FOUND));
    await withSetting('communityCatalog', true, async () => {
      const off = await openCase({ ...FILES, 'ospo-policy.yaml': policy(false) });
      await ready(off);
      assert.ok(!findings(off).includes(FOUND));
    });
  });
});
