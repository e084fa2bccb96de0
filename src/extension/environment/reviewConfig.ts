import * as vscode from 'vscode';
import { activeManifest, readText, workspaceRootOf } from '../documents';

/** Where teams keep the configuration of dependency-review-action. */
export const REVIEW_CONFIGS = '.github/dependency-review-config.{yml,yaml}';

const CONFIG_NAMES = ['.github/dependency-review-config.yml', '.github/dependency-review-config.yaml'];

export interface ReviewConfig {
  readonly root: vscode.Uri;
  /** Its path below `root`. */
  readonly name: string;
  readonly text: string;
}

/** The configuration of dependency-review-action in the workspace folder at hand, where there is one. */
export async function findReviewConfig(): Promise<ReviewConfig | undefined> {
  const root = rootForPolicy();
  if (!root) return undefined;
  for (const name of CONFIG_NAMES) {
    const text = await readText(vscode.Uri.joinPath(root, name)).catch(() => undefined);
    if (text !== undefined) return { root, name, text };
  }
  return undefined;
}

/** The workspace folder that a new policy belongs into: that of the manifest at hand, else the first. */
export function rootForPolicy(): vscode.Uri | undefined {
  const manifest = activeManifest();
  return manifest ? workspaceRootOf(manifest.uri) : vscode.workspace.workspaceFolders?.[0]?.uri;
}
