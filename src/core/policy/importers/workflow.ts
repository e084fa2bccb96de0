import type { Parsed, Problem } from '../../model';
import type { Tree } from '../tree';
import { dependencyReviewSettings, draftOf } from './dependencyReview';
import type { ImportedPolicy } from './draft';
import { readSettings, Settings, textOf } from './settings';
import { t } from '../../present/language';

/** Gives the text of a file of the repository (`.github/dependency-review-config.yml`), where there is one. */
export type ReadOther = (path: string) => string | undefined;

/**
 * Reads the step of a GitHub workflow that uses dependency-review-action: its `with`, over the file that `config-file`
 * names. A file in another repository is a loss.
 */
export function importWorkflow(text: string, file: string, readOther: ReadOther): Parsed<ImportedPolicy> {
  const { tree, problems } = readSettings(text, file);
  const [step, ...others] = stepsOf(tree).filter(usesDependencyReview);
  const inline = dependencyReviewSettings(step?.tree('with'));
  const config = configOf(inline, readOther);
  const draft = draftOf(config.settings, config.found ? inline.without('config-file') : inline);
  if (others.length > 0)
    draft.lose(t('The workflow uses the action in {0} steps; the first one was read.', others.length + 1));
  return { value: draft.finish(), problems: [...problems, ...config.problems, ...missingStep(step, file)] };
}

/** Whether a text looks like a workflow with this action, without reading it all. */
export function mentionsDependencyReview(text: string): boolean {
  return /uses:\s*['"]?(\S*\/)?dependency-review-action@/.test(text);
}

function configOf(
  inline: Settings,
  readOther: ReadOther,
): { settings: Settings; found: boolean; problems: readonly Problem[] } {
  const path = inline.text('config-file');
  const isLocal = path !== undefined && !/@[^/]+$/.test(path);
  const text = isLocal ? readOther(path.replace(/^(\.?\/)+/, '')) : undefined;
  if (path === undefined || text === undefined)
    return { settings: new Settings(undefined), found: false, problems: [] };
  const { tree, problems } = readSettings(text, path);
  return { settings: dependencyReviewSettings(tree), found: true, problems };
}

function missingStep(step: Settings | undefined, file: string): Problem[] {
  if (step !== undefined) return [];
  const message = t('{0} has no step that uses actions/dependency-review-action.', file);
  return [{ code: 'import.no-step', severity: 'error', message, file }];
}

function stepsOf(tree: Tree | undefined): Settings[] {
  const jobs = new Settings(tree).tree('jobs');
  const bodies = jobs?.kind === 'map' ? jobs.entries.map(({ value }) => value) : [];
  const inJobs = bodies.flatMap((job) => new Settings(job).items('steps'));
  const inAction = new Settings(tree).below('runs').items('steps');
  return [...inJobs, ...inAction].map((step) => new Settings(step));
}

function usesDependencyReview(step: Settings): boolean {
  return /(^|\/)dependency-review-action@/.test(textOf(step.tree('uses')) ?? '');
}
