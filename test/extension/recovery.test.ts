import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/core/index';
import { Environments } from '../../src/extension/environment/environments';
import { JudgementStore } from '../../src/extension/judgements/store';
import { registerRecovery } from '../../src/extension/recovery/register';
import { npmLock } from '../core/helpers/scanned';
import { lockedSource, projectOf, sourceOf } from './support/environments';

const MANIFEST = '{ "dependencies": { "web": "^1.0.0" } }';
const lockfile = npmLock({
  'node_modules/web': { dependencies: { silent: '^1.0.0' } },
  'node_modules/silent': { license: undefined },
});

describe('recovery of what dependencies bring', () => {
  const uri = vscode.Uri.file('/nowhere/recovery/package.json');
  before(() => (process.env['OSPO_LENS_TEST_RETRY_MS'] = '1'));
  after(() => delete process.env['OSPO_LENS_TEST_RETRY_MS']);

  it('asks again where only a package that no manifest names got no answer', async () => {
    const answers = [undefined, 'MIT'];
    const registry = sourceOf('npm', 'registry', () => Promise.resolve(answers.shift()));
    const environment = projectOf(lockfile, lockedSource('web'), registry);
    const environments = new Environments({
      open: () => Promise.resolve(environment),
      forget: () => undefined,
      forgetFailures: () => undefined,
    });
    const store = new JudgementStore(environments, nullLogger);
    const recovery = registerRecovery(store, environments);
    const told: string[][] = [];
    try {
      await new Promise<void>((resolve) => {
        store.onDidChangeContent(() => {
          const judgements = store.get(uri)?.judgements ?? [];
          told.push(judgements.flatMap(({ brought = [] }) => brought.map(({ code }) => code)));
          if (answers.length === 0 && told.at(-1)?.length === 0) resolve();
        });
        store.update(uri, MANIFEST, 1);
      });
      assert.ok(told.some((codes) => codes.join() === 'license.unknown'));
    } finally {
      for (const one of [recovery, store, environments]) one.dispose();
    }
  });
});
