import * as vscode from 'vscode';
import type { SeverityWishes, Shipping } from '../core/index';
import { readSeverityWishes } from '../core/index';
import type { ConnectionOptions } from '../sources/networkOptions';
import type { SettingKey } from './contributions';
import { settingKeys, windowSettings } from './contributions';

const SECTION = 'ospoLens';

/** The settings as they are for one place, checked: a value of the wrong type counts as not set. */
export interface Config {
  readonly enabled: boolean;
  /** Which manifests are checked: all of the workspace, or those that an editor shows. */
  readonly check: 'workspace' | 'openFiles';
  /** A path; empty when the workspace's own policy file or the default is to be used. */
  readonly policy: string;
  /** `undefined`: as the policy says. */
  readonly shipping: Shipping | undefined;
  readonly offline: boolean;
  readonly inlayHints: boolean;
  /** Whether the user wants to see what the community suggests; a policy may decide it for all. */
  readonly community: boolean;
  readonly privatePackages: readonly string[];
  readonly publicMirrors: readonly string[];
  /** Base addresses without a slash at the end; empty: not asked. */
  readonly services: { readonly depsDev: string; readonly scorecard: string; readonly osv: string };
  /** The longest that one question to a service may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The editor's own settings for proxies. */
  readonly connection: ConnectionOptions;
  /** The address of the organization's evidence mirror; empty: none. `only`: no public service is asked beside it. */
  readonly mirror: { readonly address: string; readonly only: boolean };
  /** Where requests of the OSPO are noted. */
  readonly requests: 'workspaceStorage' | 'file';
}

export function readConfig(scope: vscode.Uri | undefined): Config {
  // The editor writes to its log, and keeps it, when a setting is asked for in a scope that it does not have.
  const settings = vscode.workspace.getConfiguration(SECTION, scope ?? null);
  const ofWindow = vscode.workspace.getConfiguration(SECTION);
  const get = (key: SettingKey): unknown => (windowSettings.includes(key) ? ofWindow : settings).get(key);
  return {
    enabled: get('enable') !== false,
    check: get('check') === 'openFiles' ? 'openFiles' : 'workspace',
    policy: textOf(get('policy')),
    shipping: shippingOf(get('shipping')),
    offline: get('offline') === true,
    inlayHints: get('inlayHints.enabled') !== false,
    community: get('communityCatalog') === true,
    privatePackages: everySettingOf(settings, 'privatePackages'),
    publicMirrors: textsOf(get('publicMirrors')),
    services: {
      depsDev: baseOf(get('services.depsDev')),
      scorecard: baseOf(get('services.scorecard')),
      osv: baseOf(get('services.osv')),
    },
    timeoutMs: secondsOf(get('timeout'), 15) * 1000,
    connection: connectionOf(vscode.workspace.getConfiguration('http', null)),
    mirror: { address: textOf(get('evidenceMirror')), only: get('evidenceMirrorOnly') === true },
    requests: get('requests') === 'file' ? 'file' : 'workspaceStorage',
  };
}

/** How much is told: nothing is judged or asked anew for it. */
export interface NoiseConfig {
  /** Nothing is drawn into texts. */
  readonly quiet: boolean;
  readonly severities: SeverityWishes;
}

const NOISE: readonly SettingKey[] = ['quiet', 'severity'];

export function readNoise(): NoiseConfig {
  const settings = vscode.workspace.getConfiguration(SECTION);
  return {
    quiet: settings.get('quiet') === true,
    severities: readSeverityWishes(settings.get('severity')),
  };
}

/** Calls `listener` when a setting changed that decides what is judged and who is asked. */
export function onConfigChange(listener: () => void): vscode.Disposable {
  const ours = settingKeys.filter((key) => !NOISE.includes(key)).map((key) => `${SECTION}.${key}`);
  return onChangeOf([...ours, 'http'], listener);
}

/** Calls `listener` when a setting changed that decides how much is told. */
export function onNoiseChange(listener: () => void): vscode.Disposable {
  return onChangeOf(
    NOISE.map((key) => `${SECTION}.${key}`),
    listener,
  );
}

function onChangeOf(keys: readonly string[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (keys.some((key) => event.affectsConfiguration(key))) listener();
  });
}

/** Turns a switch over where it is set: in the workspace if it is set there, else for the user. */
export async function toggle(setting: 'offline' | 'inlayHints.enabled' | 'quiet'): Promise<boolean> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const value = settings.get(setting) !== true;
  const inWorkspace = settings.inspect(setting)?.workspaceValue !== undefined;
  await settings.update(
    setting,
    value,
    inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
  return value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== '') : [];
}

/** What any scope lists: a name that one of them keeps private stays so, whatever the others say. */
function everySettingOf(settings: vscode.WorkspaceConfiguration, key: SettingKey): string[] {
  const found = settings.inspect(key);
  const scopes = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return [...new Set(scopes.flatMap(textsOf))];
}

function secondsOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value > 0 ? value : otherwise;
}

function baseOf(value: unknown): string {
  return textOf(value).replace(/\/+$/, '');
}

/** A workspace cannot set these: they are settings of the machine. */
function connectionOf(http: vscode.WorkspaceConfiguration): ConnectionOptions {
  const strictSsl = http.get('proxyStrictSSL') !== false;
  if (http.get('proxySupport') === 'off') return { strictSsl };
  const proxy = textOf(http.get('proxy'));
  return {
    strictSsl,
    ownProxies: true,
    noProxy: textsOf(http.get('noProxy')),
    ...(proxy !== '' && { proxy }),
  };
}

function shippingOf(value: unknown): Shipping | undefined {
  return value === 'distributed' || value === 'hosted' || value === 'internal' ? value : undefined;
}
