import { listing } from './language';
import { count, oneLine } from './plain';

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
    `${oneLine(folder)}: ${count(packages, 'package')} in ${count(versions, 'version')}, ${count(files, 'file')}, ${Math.ceil(bytes / 1000)} KB`,
    `the index as a pin: #sha256-${indexHash}`,
  ];
  if (privates > 0) lines.push(`${count(privates, 'private package')} left out`);
  if (incomplete.length > 0) lines.push(incompleteText(incomplete));
  return `${lines.join('\n')}\n`;
}

function incompleteText(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(oneLine);
  const all = names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown;
  return `services failed for ${listing(all, 'and')}: what is missing there, editors ask for themselves`;
}
