export declare function readManifest(language?: string): unknown;
export declare function manifestWords(language?: string): Readonly<Record<string, string>>;
