import * as vscode from 'vscode';
import type { Report } from '../../core/index';
import {
  dependenciesCsv,
  notice,
  readReviewQuery,
  reportMarkdown,
  reportPage,
  reviewCsv,
  selectReview,
} from '../../core/index';
import { soon } from '../judgements/soon';
import { currentReport } from '../report/current';
import type { Services } from './services';

interface Export {
  readonly file: string;
  readonly kind: 'Markdown' | 'CSV';
  readonly text: (report: Report, argument: unknown) => string;
}

const markdown: Export = {
  file: 'ospo-report.md',
  kind: 'Markdown',
  text: (report) => reportMarkdown(reportPage(report)),
};
const dependencies: Export = {
  file: 'ospo-dependencies.csv',
  kind: 'CSV',
  text: ({ manifests }) => dependenciesCsv(manifests),
};
const review: Export = {
  file: 'ospo-review.csv',
  kind: 'CSV',
  text: (report, argument) => reviewCsv(selectReview(report.review, readReviewQuery(queryIn(argument)))),
};

type Exporter = (services: Services, argument: unknown) => Promise<void>;

/** Each writes one file, where the user says; a `Uri` as argument says it without asking, for key bindings and tasks. */
export const exportMarkdown: Exporter = (services, argument) => save(markdown, services, argument);
export const exportCsv: Exporter = (services, argument) => save(dependencies, services, argument);
export const exportReview: Exporter = (services, argument) => save(review, services, argument);

async function save(wanted: Export, { store, environments }: Services, argument: unknown): Promise<void> {
  if ((await soon(store, () => store.all()[0])) === undefined) {
    void vscode.window.showInformationMessage(notice.noManifest);
    return;
  }
  const target = argument instanceof vscode.Uri ? argument : await askWhere(wanted);
  if (!target) return;
  const text = wanted.text(currentReport(store, environments), argument);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  vscode.window.setStatusBarMessage(notice.saved(vscode.workspace.asRelativePath(target)), 4000);
}

function askWhere({ file, kind }: Export): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const filters = { [kind]: [file.slice(file.lastIndexOf('.') + 1)] };
  return vscode.window.showSaveDialog({
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}

function queryIn(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'query' in argument
    ? argument.query
    : undefined;
}
