import type { CancelSignal } from '../core/index';

/** What a command is given of the world. */
export interface Run {
  readonly cwd: string;
  /** The instant of the run, ISO 8601. */
  readonly now: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted when the time for the network is over, or on Ctrl+C. */
  readonly signal: CancelSignal;
}
