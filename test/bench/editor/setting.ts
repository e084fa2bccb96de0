import * as vscode from 'vscode';
import type { Api } from '../../../src/extension/api';

/** What the script hands to the extension host. */
export function setting(name: string): string {
  const value = process.env[`OSPO_LENS_BENCH_${name}`];
  if (value === undefined) throw new Error(`OSPO_LENS_BENCH_${name} is not set.`);
  return value;
}

/** The extension under measurement, at work. */
export async function activated(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(setting('EXTENSION'));
  if (!extension) throw new Error('The extension is missing.');
  return extension.activate();
}
