import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { readText } from './disk';
import { environmentSettings, managerFolders, nodeIn } from './machine';
import { expandEnvironment, parseNpmrc } from './npmrc';
import type { NpmSettings, SettingsLayer, SettingsStack } from './npmrc';
import { readBunfig, readPnpmYaml, readYarnClassic, readYarnYaml } from './otherManagers';
import type { SettingsReader } from './otherManagers';
import { hostsIn, workspaceSettings } from './workspaceSettings';

/** Where settings are read from. */
export interface SettingsPlace {
  /** The folder whose settings are the project's. */
  readonly root?: string;
  /** Folders below the root that have settings of their own, outermost first: see `settingsFolders`. */
  readonly folders?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly home?: string;
}

/** The files of a project that say something about registries. */
export const REGISTRY_FILES = [
  '.npmrc',
  'pnpm-workspace.yaml',
  '.yarnrc.yml',
  '.yarnrc',
  'bunfig.toml',
] as const;

interface Read {
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
  /** From the file system's root down to the project. */
  readonly above: readonly string[];
  readonly projects: readonly string[];
}

/** Reads all settings about registries: a stack for npm in each folder of the project, then one for each other manager. */
export async function readStacks(place: SettingsPlace): Promise<SettingsStack[]> {
  const environment = place.environment ?? process.env;
  const home = place.home ?? homedir();
  const projects = place.root === undefined ? [] : [place.root, ...(place.folders ?? [])];
  const above = place.root === undefined ? [] : parents(resolve(place.root));
  const read: Read = { environment, home, above, projects: projects.map((folder) => resolve(folder)) };
  const npm = await npmStacks(read);
  const others = await Promise.all([pnpmStack(read), yarnStack(read), classicStack(read), bunStack(read)]);
  return [...npm, ...others];
}

async function npmStacks(read: Read): Promise<SettingsStack[]> {
  const { environment, home, projects } = read;
  const own = environmentSettings(environment, 'npm');
  const userFile = resolve(own['userconfig'] ?? join(home, '.npmrc'));
  const user = await userLayer(userFile, parseNpmrc, read);
  const prefix = own['prefix'] ?? user.settings['prefix'] ?? environment['PREFIX'] ?? nodeIn(environment);
  const globalFile = own['globalconfig'] ?? user.settings['globalconfig'] ?? join(prefix, 'etc', 'npmrc');
  const named = [layer(own), user, await userLayer(globalFile, parseNpmrc, read)];
  const hosts = hostsIn(named.map(({ settings }) => settings));
  const files = projects.map((folder) => join(folder, '.npmrc')).filter((file) => file !== userFile);
  const project = await Promise.all(
    files.map(async (file) => workspaceLayer(await settingsOf(file, parseNpmrc), read, hosts)),
  );
  const [first, ...rest] = named as [SettingsLayer, ...SettingsLayer[]];
  return project.length === 0 ? [named] : project.map((at) => [first, at, ...rest]);
}

async function pnpmStack(read: Read): Promise<SettingsStack> {
  const own = layer(environmentSettings(read.environment, 'pnpm'));
  const project = await workspaceLayers(read.projects, 'pnpm-workspace.yaml', readPnpmYaml, read);
  const folder = managerFolders(read.environment, read.home).pnpm;
  const user = await Promise.all([
    userLayer(join(folder, 'config.yaml'), readPnpmYaml, read),
    userLayer(join(folder, 'auth.ini'), parseNpmrc, read),
    userLayer(join(folder, 'rc'), parseNpmrc, read),
  ]);
  return [own, ...project, ...user];
}

async function yarnStack(read: Read): Promise<SettingsStack> {
  const registry = read.environment['YARN_NPM_REGISTRY_SERVER'];
  const project = await workspaceLayers([...read.above, ...read.projects], '.yarnrc.yml', readYarnYaml, read);
  return [
    layer(registry === undefined ? {} : { registry }),
    ...project,
    await userLayer(join(read.home, '.yarnrc.yml'), readYarnYaml, read),
  ];
}

async function classicStack(read: Read): Promise<SettingsStack> {
  const project = await workspaceLayers([...read.above, ...read.projects], '.yarnrc', readYarnClassic, read);
  const own = environmentSettings(read.environment, 'yarn');
  return [layer(own), ...project, await userLayer(join(read.home, '.yarnrc'), readYarnClassic, read)];
}

async function bunStack(read: Read): Promise<SettingsStack> {
  const registry = read.environment['BUN_CONFIG_REGISTRY'];
  const project = await workspaceLayers(read.projects, 'bunfig.toml', readBunfig, read);
  const folders = [managerFolders(read.environment, read.home).bun, read.home];
  const user = await Promise.all(
    folders.map((folder) => userLayer(join(folder, '.bunfig.toml'), readBunfig, read)),
  );
  return [layer(registry === undefined ? {} : { registry }), ...project, ...user];
}

/** The files of that name in some folders (outermost first), the closest first. */
async function workspaceLayers(
  folders: readonly string[],
  name: string,
  reader: SettingsReader,
  read: Read,
): Promise<SettingsLayer[]> {
  const home = join(resolve(read.home), name);
  const files = [...new Set(folders)].map((folder) => join(folder, name)).filter((file) => file !== home);
  const layers = files.map(async (file) =>
    workspaceLayer(await settingsOf(file, reader), read, new Set<string>()),
  );
  return (await Promise.all(layers)).reverse();
}

function workspaceLayer(settings: NpmSettings, read: Read, hosts: ReadonlySet<string>): SettingsLayer {
  return {
    isWorkspace: true,
    settings: workspaceSettings(scopesInLowerCase(settings), read.environment, hosts),
  };
}

async function userLayer(
  file: string,
  reader: SettingsReader,
  { environment }: Read,
): Promise<SettingsLayer> {
  const settings = Object.entries(await settingsOf(file, reader));
  return layer(
    Object.fromEntries(
      settings.map(([key, value]) => [
        expandEnvironment(key, environment),
        expandEnvironment(value, environment),
      ]),
    ),
  );
}

function layer(settings: NpmSettings): SettingsLayer {
  return { isWorkspace: false, settings: scopesInLowerCase(settings) };
}

function scopesInLowerCase(settings: NpmSettings): NpmSettings {
  const entries = Object.entries(settings);
  return Object.fromEntries(
    entries.map(([key, value]) => [/^@.*:registry$/.test(key) ? key.toLowerCase() : key, value]),
  );
}

/**
 * A file that is not there says nothing. One that cannot be understood could say anything: until it can be, it stands
 * for a registry that nobody may ask, so that no name is sent elsewhere.
 */
async function settingsOf(file: string, reader: SettingsReader): Promise<NpmSettings> {
  try {
    return reader((await readText(file)).replace(/^\uFEFF/, ''));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
    return isAbsent ? {} : { registry: `${basename(file)} (cannot be read)` };
  }
}

/** The folders above one, outermost first, without itself. */
function parents(folder: string): string[] {
  const above: string[] = [];
  for (let at = folder; at !== parse(at).root;) above.unshift((at = dirname(at)));
  return above;
}
