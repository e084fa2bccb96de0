import * as vscode from 'vscode';

/**
 * Opens an address exactly as it is written. A `Uri` would lose which `&`, `=` and `#` of the query were encoded; the
 * editor takes a string as well, though its types do not say so.
 *
 * @returns `false` where it was not opened: the editor asks before it opens a site that it does not know.
 */
export async function openAddress(address: string): Promise<boolean> {
  return vscode.env.openExternal(address as unknown as vscode.Uri);
}
