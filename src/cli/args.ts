import { parseArgs } from 'node:util';

const FORMATS = ['text', 'json', 'sarif', 'markdown', 'csv'] as const;
export type Format = (typeof FORMATS)[number];
const REVIEW_FORMATS = ['text', 'markdown', 'csv', 'json'] as const;
export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

/** What every command that judges can be told. */
export interface JudgeOptions {
  /** A policy file; absent: the one that is found beside or above what is checked. */
  readonly policy: string | undefined;
  readonly offline: boolean;
  /** Whether what the community suggests is shown, where the policy does not decide it. */
  readonly community: boolean;
  readonly cacheDir: string | undefined;
  /** The address of an evidence mirror; absent: the environment's, if any. */
  readonly mirror: string | undefined;
  /** Whether the mirror alone is asked, and no public service. */
  readonly mirrorOnly: boolean;
  /** Seconds that the network may take altogether. */
  readonly timeout: number;
  readonly color: boolean;
}

export type Command =
  | ({
      readonly name: 'check';
      readonly paths: readonly string[];
      readonly format: Format;
      /** Only what the manifests name, not what that brings. */
      readonly direct: boolean;
    } & JudgeOptions)
  | ({
      readonly name: 'review';
      readonly paths: readonly string[];
      readonly format: ReviewFormat;
    } & JudgeOptions)
  | ({ readonly name: 'explain'; readonly subject: string } & JudgeOptions)
  | ({
      readonly name: 'sent';
      readonly paths: readonly string[];
      readonly format: 'text' | 'json';
    } & JudgeOptions)
  | { readonly name: 'policy-import'; readonly file: string; readonly output: string | undefined }
  | ({ readonly name: 'policy-test'; readonly path: string } & JudgeOptions)
  | ({
      readonly name: 'evidence-build';
      readonly paths: readonly string[];
      /** A file with further packages, one `NAME@VERSION` a line. */
      readonly packages: string | undefined;
      readonly output: string;
    } & JudgeOptions)
  | {
      readonly name: 'cache';
      readonly clear: boolean;
      readonly format: 'text' | 'json';
      readonly cacheDir: string | undefined;
    }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

/** Why the arguments cannot be run, in one line. */
export interface UsageError {
  readonly error: string;
}

const DEFAULT_TIMEOUT = 60;
/** Building a mirror asks for all that an organization uses. */
const BUILD_TIMEOUT = 900;

const OPTIONS = {
  policy: { type: 'string' },
  offline: { type: 'boolean' },
  community: { type: 'boolean' },
  format: { type: 'string' },
  direct: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
  'cache-dir': { type: 'string' },
  mirror: { type: 'string' },
  'mirror-only': { type: 'boolean' },
  packages: { type: 'string' },
  timeout: { type: 'string' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type OptionName = keyof typeof OPTIONS;
type Values = ReturnType<typeof parse>['values'];

const JUDGE_OPTIONS: readonly OptionName[] = [
  'policy',
  'offline',
  'cache-dir',
  'mirror',
  'mirror-only',
  'timeout',
  'no-color',
];
/** The words that need a second one to be a command. */
const GROUPS: Readonly<Record<string, string>> = {
  policy: 'policy needs a command: import or test.',
  evidence: 'evidence needs a command: build.',
};

/** The options that each command takes. */
const TAKES: Readonly<Record<string, readonly OptionName[]>> = {
  check: [...JUDGE_OPTIONS, 'format', 'direct', 'community'],
  review: [...JUDGE_OPTIONS, 'format'],
  explain: [...JUDGE_OPTIONS, 'community'],
  sent: [...JUDGE_OPTIONS, 'format'],
  'policy import': ['output'],
  'policy test': JUDGE_OPTIONS,
  'evidence build': ['policy', 'cache-dir', 'timeout', 'no-color', 'output', 'packages'],
  cache: ['cache-dir', 'format'],
  'cache clear': ['cache-dir', 'format'],
};

/** Reads the command line (without node and script). Never throws: what cannot be run is a `UsageError`. */
export function parseCommand(argv: readonly string[]): Command | UsageError {
  const { values, positionals, tokens } = parse(argv);
  const [first, second] = positionals;
  if (values.help === true || first === 'help' || argv.length === 0) return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  // A build that forgot the command must not be green.
  if (first === undefined) return { error: `No command is named. Commands: ${commandNames()}.` };
  const hasTwoWords = Object.hasOwn(GROUPS, first) || (first === 'cache' && second !== undefined);
  const command = hasTwoWords ? `${first} ${second ?? ''}`.trim() : first;
  const takes = Object.hasOwn(TAKES, command) ? TAKES[command] : undefined;
  if (takes === undefined) return { error: unknownCommand(command) };
  const problem = optionProblem(tokens, takes, command);
  if (problem !== undefined) return { error: problem };
  return commandOf(command, positionals.slice(hasTwoWords ? 2 : 1), values);
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
}

function unknownCommand(command: string): string {
  const group = Object.hasOwn(GROUPS, command) ? GROUPS[command] : undefined;
  return group ?? `${JSON.stringify(command)} is no command. Commands: ${commandNames()}.`;
}

function commandNames(): string {
  return [...Object.keys(TAKES), 'help'].join(', ');
}

type Token = NonNullable<ReturnType<typeof parse>['tokens']>[number];

function optionProblem(
  tokens: readonly Token[] | undefined,
  takes: readonly OptionName[],
  command: string,
): string | undefined {
  for (const token of tokens ?? []) {
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(OPTIONS, token.name)) return `${token.rawName} is no option of ${command}.`;
    const name = token.name as OptionName;
    if (!takes.includes(name)) return `${token.rawName} is no option of ${command}.`;
    if (OPTIONS[name].type === 'string' && isMissing(token.value)) return `${token.rawName} needs a value.`;
    if (OPTIONS[name].type === 'boolean' && token.value !== undefined)
      return `${token.rawName} takes no value.`;
  }
  return undefined;
}

/** `--policy --offline`: the next option is no value. */
function isMissing(value: string | undefined): boolean {
  return value === undefined || value === '' || value.startsWith('--');
}

function commandOf(command: string, operands: readonly string[], values: Values): Command | UsageError {
  switch (command) {
    case 'check':
      return checkCommand(operands, values);
    case 'review':
      return reviewCommand(operands, values);
    case 'explain':
      return explainCommand(operands, values);
    case 'sent':
      return sentCommand(operands, values);
    case 'policy import':
      return importCommand(operands, values);
    case 'evidence build':
      return evidenceCommand(operands, values);
    case 'cache':
    case 'cache clear':
      return cacheCommand(command === 'cache clear', operands, values);
    default:
      return policyTestCommand(operands, values);
  }
}

function checkCommand(paths: readonly string[], values: Values): Command | UsageError {
  const format = FORMATS.find((known) => known === (values.format ?? 'text'));
  if (format === undefined) return { error: `--format is one of ${FORMATS.join(', ')}.` };
  const options = judgeOptions(values);
  if ('error' in options) return options;
  const direct = values.direct === true;
  return { name: 'check', paths: paths.length === 0 ? ['.'] : paths, format, direct, ...options };
}

function reviewCommand(paths: readonly string[], values: Values): Command | UsageError {
  const format = REVIEW_FORMATS.find((known) => known === (values.format ?? 'text'));
  if (format === undefined) return { error: `--format is one of ${REVIEW_FORMATS.join(', ')}.` };
  const options = judgeOptions(values);
  if ('error' in options) return options;
  return { name: 'review', paths: paths.length === 0 ? ['.'] : paths, format, ...options };
}

function explainCommand([subject, ...rest]: readonly string[], values: Values): Command | UsageError {
  if (subject === undefined || rest.length > 0)
    return { error: 'explain needs one package: explain PACKAGE[@RANGE].' };
  const options = judgeOptions(values);
  return 'error' in options ? options : { name: 'explain', subject, ...options };
}

function sentCommand(paths: readonly string[], values: Values): Command | UsageError {
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') return { error: '--format is text or json.' };
  const options = judgeOptions(values);
  if ('error' in options) return options;
  return { name: 'sent', paths: paths.length === 0 ? ['.'] : paths, format, ...options };
}

function importCommand([file, ...rest]: readonly string[], values: Values): Command | UsageError {
  if (file === undefined || rest.length > 0)
    return { error: 'policy import needs one file: policy import FILE.' };
  return { name: 'policy-import', file, output: text(values.output) };
}

function policyTestCommand([path, ...rest]: readonly string[], values: Values): Command | UsageError {
  if (rest.length > 0) return { error: 'policy test takes one folder: policy test [DIR].' };
  const options = judgeOptions(values);
  return 'error' in options ? options : { name: 'policy-test', path: path ?? '.', ...options };
}

function evidenceCommand(paths: readonly string[], values: Values): Command | UsageError {
  const output = text(values.output);
  const packages = text(values.packages);
  if (output === undefined) return { error: 'evidence build needs a folder to write to: --output FOLDER.' };
  const options = judgeOptions(values, BUILD_TIMEOUT);
  if ('error' in options) return options;
  const fallback = packages === undefined ? ['.'] : [];
  return {
    name: 'evidence-build',
    paths: paths.length === 0 ? fallback : paths,
    packages,
    output,
    ...options,
  };
}

function cacheCommand(clear: boolean, operands: readonly string[], values: Values): Command | UsageError {
  if (operands.length > 0) return { error: 'cache clear takes no operands.' };
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'json') return { error: '--format is text or json.' };
  return { name: 'cache', clear, format, cacheDir: text(values['cache-dir']) };
}

function judgeOptions(values: Values, defaultTimeout = DEFAULT_TIMEOUT): JudgeOptions | UsageError {
  const timeout = values.timeout === undefined ? defaultTimeout : Number(values.timeout);
  if (!(timeout > 0 && timeout <= 3600)) return { error: '--timeout is a number of seconds, up to 3600.' };
  if (values.mirror !== undefined && !/^https?:\/\//i.test(text(values.mirror) ?? ''))
    return { error: '--mirror is the web address of an index.json.' };
  return {
    policy: text(values.policy),
    offline: values.offline === true,
    community: values.community === true,
    cacheDir: text(values['cache-dir']),
    mirror: text(values.mirror),
    mirrorOnly: values['mirror-only'] === true,
    timeout,
    color: values['no-color'] !== true,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
