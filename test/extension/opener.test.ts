import { strict as assert } from 'node:assert';
import type * as vscode from 'vscode';
import { nullLogger } from '../../src/core/index';
import { EnvironmentOpener } from '../../src/extension/environment/open';
import { readPolicyHere } from '../../src/sources/policyReader';
import { extension, openCase, write } from './support/editor';
import { POLICY, PROJECT } from './support/samples';

const hiding = (...names: string[]) => `${POLICY}private: [${names.join(', ')}]\n`;

describe('what is known of packages that no manifest names', () => {
  it('is known under one privacy, whatever else the policy says', async () => {
    const { folder, document } = await openCase({ ...PROJECT, 'ospo-policy.yaml': hiding('one', 'two') });
    const { extensionUri } = extension();
    const context = { extensionUri } as vscode.ExtensionContext;
    const opener = new EnvironmentOpener(context, nullLogger, (asked) =>
      Promise.resolve(readPolicyHere(asked)),
    );
    const broughtUnder = async (policy: string) => {
      await write(folder, 'ospo-policy.yaml', policy);
      opener.forget(false);
      return (await opener.open(document.uri)).brought;
    };
    const before = await broughtUnder(hiding('one', 'two'));
    assert.equal(await broughtUnder(hiding('two', 'one').replace('Test policy', 'Other')), before);
    assert.notEqual(await broughtUnder(hiding('one')), before);
    assert.notEqual(await broughtUnder(POLICY), before);
    // A base that cannot be read may keep back any name.
    assert.notEqual(await broughtUnder(`extends: nowhere.yaml\n${hiding('one', 'two')}`), before);
    assert.equal(await broughtUnder(hiding('one', 'two')), before);
    opener.forget(true);
    assert.notEqual((await opener.open(document.uri)).brought, before);
  });
});
