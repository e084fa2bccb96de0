/** The names that package.json and the code share. Tests hold both in step. */

export const commandIds = [
  'ospoLens.checkWorkspace',
  'ospoLens.stopChecking',
  'ospoLens.ask',
  'ospoLens.explain',
  'ospoLens.whatWouldBeSent',
  'ospoLens.openPolicy',
  'ospoLens.createPolicy',
  'ospoLens.useDependencyReview',
  'ospoLens.showOutput',
  'ospoLens.toggleInlayHints',
  'ospoLens.toggleOffline',
  'ospoLens.toggleQuiet',
  'ospoLens.snooze',
  'ospoLens.unsnooze',
  'ospoLens.openSample',
  'ospoLens.openGuidance',
  'ospoLens.getStarted',
  'ospoLens.showFinding',
  'ospoLens.showFixes',
  'ospoLens.reveal',
  'ospoLens.openClause',
  'ospoLens.openDocument',
  'ospoLens.showAlternative',
  'ospoLens.addAlternative',
  'ospoLens.applyFix',
  'ospoLens.rewriteImports',
  'ospoLens.showImports',
  'ospoLens.fixAll',
  'ospoLens.typeInstall',
  'ospoLens.requestException',
  'ospoLens.withdrawRequest',
  'ospoLens.openReport',
  'ospoLens.exportMarkdown',
  'ospoLens.exportCsv',
  'ospoLens.exportReview',
  'ospoLens.askAboutAll',
  'ospoLens.fixDependency',
  'ospoLens.groupByVerdict',
  'ospoLens.groupByManifest',
  'ospoLens.groupByLicense',
  'ospoLens.filterDependencies',
  'ospoLens.showOnlyActionable',
  'ospoLens.showAllDependencies',
  'ospoLens.clearFilter',
  'ospoLens.findApproved',
  'ospoLens.openGuide',
  'ospoLens.findVersion',
  'ospoLens.giveBack',
  'ospoLens.searchPolicy',
] as const;

export type CommandId = (typeof commandIds)[number];

export const viewIds = [
  'ospoLens.dependencies',
  'ospoLens.approved',
  'ospoLens.policy',
  'ospoLens.help',
] as const;

export type ViewId = (typeof viewIds)[number];

/**
 * The settings. `network`: it decides that services are asked, which ones, about what, or for how long; such a setting
 * carries the tag `usesOnlineServices`, by which people find it. `local`: no question is another one because of it.
 */
export const settings = {
  enable: 'network',
  check: 'network',
  policy: 'network',
  shipping: 'local',
  offline: 'network',
  'inlayHints.enabled': 'local',
  quiet: 'local',
  severity: 'local',
  communityCatalog: 'local',
  privatePackages: 'network',
  publicMirrors: 'network',
  'services.depsDev': 'network',
  'services.scorecard': 'network',
  'services.osv': 'network',
  evidenceMirror: 'network',
  evidenceMirrorOnly: 'network',
  timeout: 'network',
  requests: 'local',
} as const satisfies Readonly<Record<string, 'network' | 'local'>>;

export type SettingKey = keyof typeof settings;

export const settingKeys = Object.keys(settings) as readonly SettingKey[];

/** Those that hold for the whole window: they are not asked for a place in it. */
export const windowSettings: readonly SettingKey[] = [
  'enable',
  'check',
  'offline',
  'inlayHints.enabled',
  'quiet',
  'severity',
];

export const walkthroughId = 'getStarted';

export const stepIds = ['sandbox', 'finding', 'advice', 'policy', 'ask', 'learn'] as const;

export type StepId = (typeof stepIds)[number];
