import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/core/index';
import { registerPolicyProblems } from '../../src/extension/diagnostics/policyProblems';
import { Environments } from '../../src/extension/environment/environments';
import { readPolicyHere } from '../../src/sources/policyReader';
import { codeOf, openCase, until } from './support/editor';
import { gate } from './support/environments';
import { PROJECT } from './support/samples';

/** The next document that the editor holds, or holds no more, at a place. */
const next = (event: vscode.Event<vscode.TextDocument>, { path }: vscode.Uri) =>
  new Promise<void>((resolve) => {
    const listener = event(({ uri }) => {
      if (uri.path !== path) return;
      listener.dispose();
      resolve();
    });
  });

describe('a policy that is closed and opened again while it is read', () => {
  it('shows what is wrong with it', async () => {
    const { folder } = await openCase(PROJECT);
    const uri = vscode.Uri.joinPath(folder, 'ospo-policy.yaml');
    const door = gate();
    const environments = new Environments({
      open: () => Promise.reject(new Error('nothing is judged here')),
      forget: () => undefined,
      forgetFailures: () => undefined,
    });
    const problem = { code: 'test.read', severity: 'warning', message: 'Was read.' } as const;
    const registered = registerPolicyProblems(
      environments,
      async (asked) => {
        if (asked.origin.includes(folder.path.split('/').at(-1) ?? '')) await door.pass();
        return { ...readPolicyHere(asked), problems: [problem] };
      },
      nullLogger,
    );
    try {
      await vscode.commands.executeCommand('vscode.open', uri);
      await door.arrived;
      const closed = next(vscode.workspace.onDidCloseTextDocument, uri);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await closed;
      await vscode.commands.executeCommand('vscode.open', uri);
      await until(() =>
        vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path) ? true : undefined,
      );
      door.open();
      const found = await until(() => {
        const codes = vscode.languages.getDiagnostics(uri).map(codeOf);
        return codes.includes('test.read') ? codes : undefined;
      });
      assert.ok(found.includes('test.read'));
    } finally {
      registered.dispose();
      environments.dispose();
    }
  });
});
