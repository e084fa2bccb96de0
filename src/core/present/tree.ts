/** A text with texts below it. */
export interface TreeNode {
  readonly text: string;
  readonly children: readonly TreeNode[];
}

/** A node; texts stand for leaves. */
export function node(text: string, children: readonly (TreeNode | string)[] = []): TreeNode {
  return {
    text,
    children: children.map((child) => (typeof child === 'string' ? { text: child, children: [] } : child)),
  };
}

/** Draws a tree with lines, one node a line. Ends without a newline. */
export function printTree(root: TreeNode): string {
  return [root.text, ...branches(root.children, '')].join('\n');
}

function branches(children: readonly TreeNode[], indent: string): string[] {
  return children.flatMap((child, index) => {
    const last = index === children.length - 1;
    return [
      `${indent}${last ? '└─ ' : '├─ '}${child.text}`,
      ...branches(child.children, `${indent}${last ? '   ' : '│  '}`),
    ];
  });
}
