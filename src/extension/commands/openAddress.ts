import * as vscode from 'vscode';

/**
 * Opens an address exactly as it is written. A `Uri` would lose which `&`, `=` and `#` of the query were encoded; the
 * editor takes a string as well, though its types do not say so.
 */
export async function openAddress(address: string): Promise<void> {
  await vscode.env.openExternal(address as unknown as vscode.Uri);
}
