import { circleProblem, treeProblems } from '../core/index';
import type { ManifestReport, Problem } from '../core/index';
import { brokenFolders } from '../sources/lockfileLinks';
import type { NearLockfile, NearLockfiles } from '../sources/lockfiles';

/** What is wrong with the lockfiles of a run, each told once, however many manifests it holds for. */
export class LockfileProblems {
  private readonly told = new Map<string, Problem>();
  private readonly looked = new Set<string>();

  constructor(private readonly options: { readonly direct: boolean; readonly circles?: boolean }) {}

  /** Looks at what holds for a manifest; its tree is judged by now, so that it is known. */
  async add(near: NearLockfiles, { ofLockfile = [] }: ManifestReport): Promise<void> {
    const { found, problems } = near;
    for (const problem of problems) this.tell(problem);
    if (found === undefined || this.options.direct) return;
    if (!this.looked.has(found.path)) {
      this.looked.add(found.path);
      for (const problem of await this.ofTree(found)) this.tell({ ...problem, file: found.path });
    }
    // Of several manifests that a lockfile is behind, the first one stands for all.
    for (const problem of ofLockfile)
      this.tell({ ...problem, file: found.path }, `${found.path} ${problem.code}`);
  }

  all(): readonly Problem[] {
    return [...this.told.values()];
  }

  private async ofTree(found: NearLockfile): Promise<Problem[]> {
    const { lockfile } = found;
    const circles = this.options.circles === true ? circleProblem(lockfile) : [];
    return [...treeProblems(lockfile), ...circles, ...(await brokenFolders(found))];
  }

  private tell(problem: Problem, key = `${problem.file ?? ''} ${problem.code} ${problem.message}`): void {
    if (!this.told.has(key)) this.told.set(key, problem);
  }
}
