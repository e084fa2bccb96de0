import { listing, plural, t } from './language';
import { oneLine } from './plain';

/** What came of building an evidence mirror. */
export interface MirrorSummary {
  readonly folder: string;
  readonly packages: number;
  readonly versions: number;
  readonly files: number;
  readonly bytes: number;
  /** The SHA-256 of the index, in hexadecimal. */
  readonly indexHash: string;
  /** Packages that were left out because they are private. */
  readonly privates: number;
  /** Packages of which a service failed to tell something. */
  readonly incomplete: readonly string[];
}

/** What `ospo-lens evidence build` says. */
export function mirrorText(summary: MirrorSummary): string {
  const { folder, packages, versions, files, bytes, indexHash, privates, incomplete } = summary;
  const lines = [
    t(
      '{0}: {1} in {2}, {3}, {4} KB',
      oneLine(folder),
      plural(packages, '{0} package', '{0} packages'),
      plural(versions, '{0} version', '{0} versions'),
      plural(files, '{0} file', '{0} files'),
      Math.ceil(bytes / 1000),
    ),
    t('the index as a pin: {0}', `#sha256-${indexHash}`),
  ];
  if (privates > 0)
    lines.push(plural(privates, '{0} private package left out', '{0} private packages left out'));
  if (incomplete.length > 0) lines.push(incompleteText(incomplete));
  return `${lines.join('\n')}\n`;
}

function incompleteText(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(oneLine);
  const all = names.length > shown.length ? [...shown, t('{0} more', names.length - shown.length)] : shown;
  return t('services failed for {0}: what is missing there, editors ask for themselves', listing(all, 'and'));
}
