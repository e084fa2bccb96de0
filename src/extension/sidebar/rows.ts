import * as vscode from 'vscode';

/** A line of a view, as people and screen readers get it. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  /** What a screen reader says, where it is more than the label. */
  readonly spoken?: string;
  readonly kind?: string;
  /** Whether it is unfolded at first. */
  readonly expanded?: boolean;
  readonly command?: vscode.Command;
  readonly children: readonly Row[];
}

/** A view's lines, read from what draws them. */
export async function rowsOf<Node>(
  provider: vscode.TreeDataProvider<Node>,
  node?: Node,
): Promise<readonly Row[]> {
  const children = (await provider.getChildren(node)) ?? [];
  return Promise.all(children.map((child) => rowOf(provider, child)));
}

async function rowOf<Node>(provider: vscode.TreeDataProvider<Node>, node: Node): Promise<Row> {
  const item = await provider.getTreeItem(node);
  const { label = '', description, accessibilityInformation, contextValue, command, collapsibleState } = item;
  return {
    label: typeof label === 'string' ? label : label.label,
    ...(typeof description === 'string' && { description }),
    ...(accessibilityInformation && { spoken: accessibilityInformation.label }),
    ...(contextValue !== undefined && { kind: contextValue }),
    ...(command && { command }),
    expanded: collapsibleState === vscode.TreeItemCollapsibleState.Expanded,
    children: await rowsOf(provider, node),
  };
}
