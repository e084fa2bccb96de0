// Takes the editor's API once for all modules of a bundle, and as it is. For each `import * as vscode` the bundler copies the
// whole namespace, some hundred properties, and asks the editor for it anew: together as long as all else that loading runs.
import { readFile } from 'node:fs/promises';

const IMPORT = "import * as vscode from 'vscode';";

export const editorApi = {
  name: 'editor-api',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]extension[\\/].*\.ts$/ }, async ({ path }) => ({
      // In one line, as it was: source maps tell the same.
      contents: (await readFile(path, 'utf8')).replace(IMPORT, "const vscode = require('editor-api');"),
      loader: 'ts',
    }));
    builder.onResolve({ filter: /^editor-api$/ }, ({ path }) => ({ path, namespace: path }));
    builder.onLoad({ filter: /.*/, namespace: 'editor-api' }, () => ({
      contents: "module.exports = require('vscode');",
    }));
  },
};
