import * as vscode from 'vscode';
import { helpWords, policyLines } from '../../core/index';
import type { Environments } from '../environment/environments';
import type { HelpEntry } from './helpEntry';

/** Which policy judges, where it comes from and in what state it is; each line opens it. */
export async function policySection(environments: Environments): Promise<HelpEntry[]> {
  const environment = environments.current();
  if (!environment) return [];
  const { policy, policyUri } = environment;
  const changed = policy.isDefault ? undefined : await changedAt(policyUri);
  const { name, origin, bases, state } = policyLines(policy, changed);
  const line = (label: string, icon: string): HelpEntry => ({ label, icon, command: 'ospoLens.openPolicy' });
  const children = [
    line(name, 'law'),
    line(origin, 'file'),
    ...bases.map((base) => line(base, 'layers')),
    line(state, 'versions'),
  ];
  return [{ label: helpWords.policy, icon: 'law', children }];
}

/** The instant of the file's last change, ISO 8601. */
async function changedAt(file: vscode.Uri): Promise<string | undefined> {
  return vscode.workspace.fs.stat(file).then(
    ({ mtime }) => (mtime > 0 ? new Date(mtime).toISOString() : undefined),
    () => undefined,
  );
}
