/** The names that package.json and the code share. Tests hold both in step. */

export const commandIds = [
  'ospoLens.checkWorkspace',
  'ospoLens.stopChecking',
  'ospoLens.ask',
  'ospoLens.explain',
  'ospoLens.whatWouldBeSent',
  'ospoLens.openPolicy',
  'ospoLens.createPolicy',
  'ospoLens.showOutput',
  'ospoLens.toggleInlayHints',
  'ospoLens.toggleOffline',
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

export const settingKeys = [
  'enable',
  'check',
  'policy',
  'shipping',
  'offline',
  'inlayHints.enabled',
  'communityCatalog',
  'privatePackages',
  'publicMirrors',
  'services.depsDev',
  'services.scorecard',
  'services.osv',
  'evidenceMirror',
  'evidenceMirrorOnly',
  'timeout',
  'requests',
] as const;

export type SettingKey = (typeof settingKeys)[number];

export const walkthroughId = 'getStarted';

export const stepIds = ['sandbox', 'finding', 'advice', 'policy', 'ask', 'learn'] as const;

export type StepId = (typeof stepIds)[number];
