import type { CommandId } from '../contributions';

/** A line of the view; one without lines below it runs a command. */
export interface HelpEntry {
  readonly label: string;
  readonly icon: string;
  readonly command?: CommandId;
  readonly argument?: unknown;
  readonly tooltip?: string;
  readonly children?: readonly HelpEntry[];
}
