import type { Lockfile, Origin, OverrideRoot, PackageManager } from '../model';

/** The files beside a lockfile in which a project states overrides, as the host names them. */
export interface RootFiles {
  readonly manifest: string;
  /** pnpm-workspace.yaml, whether or not it is there. */
  readonly settings: string;
}

/** The lockfile that holds for a manifest. */
export interface LockedTree {
  readonly lockfile: Lockfile;
  /** The manifest's folder from the lockfile's, with `/`; empty beside the lockfile. */
  readonly folder: string;
  /** Where its statements come from; one object for as long as the lockfile is the same. */
  readonly stated: Origin;
  /** Absent where the host does not tell: then overrides are known for a manifest beside the lockfile alone. */
  readonly root?: RootFiles;
}

const MANAGERS: Readonly<Record<string, PackageManager>> = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
};

/** Where the project states overrides: the lockfile tells by whom it was written. */
export function overrideRootOf({ lockfile, folder, root }: LockedTree): OverrideRoot {
  const manager = MANAGERS[lockfile.format] ?? 'npm';
  return {
    manager,
    berry:
      manager === 'yarn' && lockfile.packages.some(({ location }) => /@(?:npm|workspace):/.test(location)),
    ...(folder !== '' && { manifest: root?.manifest ?? '' }),
    ...(root !== undefined && { settings: root.settings }),
  };
}
