import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { isPending, nullLogger, parsePolicy } from '../../src/core/index';
import { judgeEachDay } from '../../src/extension/days';
import { Environments } from '../../src/extension/environment/environments';
import { JudgementStore } from '../../src/extension/judgements/store';
import { npmLock } from '../core/helpers/scanned';
import { gate, projectOf, sourceOf } from './support/environments';

const MANIFEST = '{ "dependencies": { "web": "^1.0.0" } }';
const POLICY = `version: 1
name: Test
licenses: { allow: [permissive], deny: [network-copyleft] }
exceptions:
  - { package: web, reason: until it is replaced, expires: '2026-11-23' }
`;

describe('a window that stays open', () => {
  const uri = vscode.Uri.file('/nowhere/days/package.json');

  it('judges and asks anew when a day begins, and shows what is known meanwhile', async () => {
    let now = '2026-11-23T23:50:00Z';
    let asked = 0;
    const door = gate();
    const registry = sourceOf('npm', 'registry', async () => {
      asked += 1;
      if (asked > 1) await door.pass();
      return 'AGPL-3.0-only';
    });
    const { value: policy } = parsePolicy(POLICY, { origin: 'p.yaml' });
    const environments = new Environments({
      open: () => Promise.resolve({ ...projectOf(npmLock({}), registry), policy, now: () => now }),
      forget: () => undefined,
      forgetFailures: () => undefined,
    });
    const store = new JudgementStore(environments, nullLogger);
    const days = judgeEachDay(environments, nullLogger, () => now);
    const settled = () =>
      new Promise<void>((resolve) => {
        const listener = store.onDidSettle(() => {
          if (!store.isFinal(uri, 1)) return;
          listener.dispose();
          resolve();
        });
      });
    const told = () => {
      const [judgement] = store.get(uri)?.judgements ?? [];
      assert.ok(judgement && !isPending(judgement));
      return judgement.findings.map(({ code }) => code).join();
    };
    const isTold = (codes: string) =>
      new Promise<void>((resolve) => {
        const listener = store.onDidChangeContent(() => look());
        const look = () => {
          if (told() !== codes) return;
          listener.dispose();
          resolve();
        };
        look();
      });
    const expired = 'license.denied,package.exception-expired';
    try {
      store.update(uri, MANIFEST, 1);
      await settled();
      assert.deepEqual([told(), asked], ['package.exception-expires', 1]);
      days.look();
      assert.equal(environments.isLoading(uri), false, 'the same day');

      now = '2026-11-24T00:00:00Z';
      days.look();
      await door.arrived;
      await isTold(expired);
      const done = settled();
      door.open();
      await done;
      assert.deepEqual([told(), asked], [expired, 2]);
    } finally {
      for (const one of [days, store, environments]) one.dispose();
    }
  });
});
