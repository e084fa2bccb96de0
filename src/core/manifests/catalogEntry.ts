import type { Span } from '../model';

/** One entry of a catalog. The spans are of key and value as they are written, quotes included. */
export interface CatalogEntry {
  readonly catalog: string;
  readonly name: string;
  readonly value: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** Whether its value can be edited in place: no anchor or alias shares it with other entries. */
  readonly editable: boolean;
  /** How the catalog is written: lines of YAML, or braces in YAML or JSON. */
  readonly style: 'lines' | 'yaml-braces' | 'json';
}
