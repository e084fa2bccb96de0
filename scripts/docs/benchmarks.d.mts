/** One program, measured. */
export interface MeasuredProgram {
  readonly name: string;
  readonly ms: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly peakMiB: number;
  /** `null` for what was stopped. */
  readonly code: number | null;
}

/** What `npm run bench:cli` writes. */
export interface MeasuredCommandLine {
  readonly date: string;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly workloads: Readonly<Record<string, readonly MeasuredProgram[]>>;
}

export declare function benchmarks(): Readonly<Record<string, string>>;
export declare function commandLineTables(measured: MeasuredCommandLine): string;
