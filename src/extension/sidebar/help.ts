import * as vscode from 'vscode';
import type { CommandId, ViewId } from '../contributions';
import { t } from '../../core/index';

interface Entry {
  readonly label: string;
  readonly icon: string;
  readonly command: CommandId;
  readonly argument?: unknown;
}

const VIEW: ViewId = 'ospoLens.help';

/** Where to go on. */
export function registerHelp(extension: vscode.Uri): vscode.Disposable {
  const guide = (name: string) => vscode.Uri.joinPath(extension, 'resources', 'docs', name);
  const entries: readonly Entry[] = [
    { label: t('Ask the OSPO'), icon: 'comment-discussion', command: 'ospoLens.ask' },
    { label: t('Explain a verdict'), icon: 'question', command: 'ospoLens.explain' },
    {
      label: t('What OSPO Lens checks'),
      icon: 'book',
      command: 'ospoLens.openDocument',
      argument: guide('findings.md'),
    },
    {
      label: t('How to write a policy'),
      icon: 'law',
      command: 'ospoLens.openDocument',
      argument: guide('policy-guide.md'),
    },
    { label: t('What would be sent'), icon: 'eye', command: 'ospoLens.whatWouldBeSent' },
    {
      label: t('Which service learns what'),
      icon: 'shield',
      command: 'ospoLens.openDocument',
      argument: guide('what-is-sent.md'),
    },
    { label: t('Open the sample workspace'), icon: 'beaker', command: 'ospoLens.openSample' },
    { label: t('Show the log'), icon: 'output', command: 'ospoLens.showOutput' },
  ];
  return vscode.window.registerTreeDataProvider<Entry>(VIEW, {
    getChildren: (entry) => (entry ? [] : [...entries]),
    getTreeItem: itemOf,
  });
}

function itemOf({ label, icon, command, argument }: Entry): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title: label, arguments: argument === undefined ? [] : [argument] };
  return item;
}
