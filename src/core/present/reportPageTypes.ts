import type { PackageGroup } from '../report/packages';
import type { ReviewSorting } from '../report/select';

/** A report in words, as plain JSON: the page in the editor and Markdown are two ways to set it. All text is plain text. */
export interface ReportPage {
  readonly title: string;
  /** What was judged, by what, when; one sentence or more each. */
  readonly lead: readonly string[];
  /** Absent parts have nothing to show. */
  readonly charts: readonly BarChart[];
  readonly histogram?: Histogram;
  readonly trend?: TrendTable;
  readonly review: ReviewTable;
  readonly footer: string;
}

/** What a bar stands for; hosts choose colors, and every bar has its words beside it. */
export type Tone = PackageGroup | 'plain';

export interface BarChart {
  readonly id: string;
  readonly title: string;
  /** The heads of the columns: what is counted, how many, which share. */
  readonly columns: readonly [string, string, string];
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  /** How many of them are to be asked about, in words; empty where none is. */
  readonly note: string;
  readonly amount: number;
  /** The part of the bar that is to be asked about, 0 to 1. */
  readonly asking: number;
  /** 0 to 1, of all that is counted. */
  readonly share: number;
  readonly shareText: string;
  readonly tone: Tone;
}

export interface Histogram {
  readonly title: string;
  readonly notes: readonly string[];
  readonly columns: readonly [string, string];
  readonly bars: readonly { readonly label: string; readonly amount: number }[];
  /** What opens the same as a table. */
  readonly asTable: string;
}

export interface TrendTable {
  readonly title: string;
  readonly notes: readonly string[];
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly {
    readonly repository: string;
    readonly from: string;
    readonly to: string;
    /** A drawing in block characters; its numbers stand beside it. */
    readonly drawing: string;
  }[];
}

/** One entry of a list to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ReviewTable {
  readonly title: string;
  readonly notes: readonly string[];
  readonly filters: {
    readonly verdict: { readonly label: string; readonly choices: readonly Choice[]; readonly value: string };
    readonly manifest: {
      readonly label: string;
      readonly choices: readonly Choice[];
      readonly value: string;
    };
    readonly text: { readonly label: string; readonly value: string };
  };
  /** `sort` is set for columns that rows can be sorted by, `direction` for the one that they are sorted by. */
  readonly columns: readonly {
    readonly label: string;
    readonly sort?: ReviewSorting;
    readonly direction?: 'ascending' | 'descending';
  }[];
  readonly rows: readonly ReviewRow[];
  /** `Showing 50 of 214 packages.` */
  readonly status: string;
  /** What shows further rows, and how many it asks for; absent where all are shown. */
  readonly more?: { readonly label: string; readonly limit: number };
  /** `ask` is absent where there is nothing to ask about. */
  readonly actions: { readonly ask?: string; readonly markdown: string; readonly csv: string };
}

export interface ReviewRow {
  readonly key: string;
  readonly verdict: string;
  readonly sign: string;
  readonly tone: Tone;
  readonly subject: string;
  readonly license: string;
  readonly why: readonly string[];
  /** `3 places` */
  readonly placesText: string;
  readonly places: readonly RowPlace[];
}

export interface RowPlace {
  /** `apps/web/package.json:12`, and what brings the package where the manifest does not name it. */
  readonly text: string;
  /** What opens it: `Show left-pad in apps/web/package.json`. */
  readonly open: string;
  /** Names the entry to the host. */
  readonly ref: { readonly manifest: string; readonly name: string; readonly scope: string };
}
