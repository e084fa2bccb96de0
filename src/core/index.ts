/** OSPO Lens' engine: the only door in. Reads as the manual: first the vocabulary, then each step of the way a dependency takes. */
export type * from './model';
export type * from './ports';
export { nullLogger } from './ports';

/* manifests: text -> dependencies with offsets */
export { parseManifest } from './manifests/packageJson';
export { classifySpecifier } from './manifests/specifier';
export { isPackageName } from './manifests/packageName';
export { declaresPackages, packageNamesIn } from './manifests/workspaces';

export { parseCatalogs, resolveCatalogs } from './manifests/catalogs';

/* lockfiles: text -> what is installed */
export { parsePackageLock } from './lockfiles/npm';
export { unreadableLockfile } from './lockfiles/problems';
export { findInstalled, findRequested, indexSteps } from './lockfiles/findInstalled';
export { lockfileFormats, type LockfileFormat } from './lockfiles/index';
export { takenElsewhere, type TakenFrom } from './lockfiles/elsewhere';

/* fixes: finding -> edits */
export { fixesFor } from './fixes/index';
export type { Companions } from './fixes/companions';
export { choicesFor } from './fixes/choices';
export { useRange } from './fixes/place';
export { pinOf, type Pin } from './fixes/pin';
export { pinText } from './present/overrideTitles';
export { fixAll, type AllFixes } from './fixes/fixAll';
export { installCommand, packageManagerOf } from './fixes/packageManager';
export { changeWords } from './present/changeText';

/* imports: where code names a package */
export { CODE_FILES, rewriteImports, usesOf, type Rewriting } from './imports/rewrite';
export { addDependency } from './fixes/addDependency';
export { applyEdits } from './fixes/applyEdits';

/* requests: what was asked of the OSPO, and what became of it */
export { isDay, parseRequests, REQUESTS_FILE } from './requests/parse';
export { addRequest, withdrawRequest } from './requests/write';
export { requestsAbout, requestStatus, ruleToNote, type RequestStatus } from './requests/status';
export { requestText, requestWords, stateText } from './present/requestText';

/* policy */
export { type Subject } from './policy/context';
export { matchesGlob } from './policy/glob';
export { matchesPackage, parsePackagePattern, printPackagePattern } from './policy/packages';
export { parsePolicy, type PolicyOptions } from './policy/parse';
export { EVERY_NAME } from './policy/privateSection';
export { extendsOf } from './policy/references';
export { layerPolicies, looseInAll, type PlaceOf } from './policy/layers';
export { allPlacesIn, placesIn } from './policy/places';
export { detectFormat, importPolicy, type ImportFormat } from './policy/importers/importPolicy';
export { dependencyReviewAsPolicy } from './policy/importers/asPolicy';
export type { ImportedPolicy } from './policy/importers/draft';
export type { ReadOther } from './policy/importers/workflow';

/* scorecard: reading a result, its checks, its trend */
export { readScorecard } from './scorecard/readScorecard';
export { checkStatus } from './scorecard/status';
export { SCORECARD_CHECKS, weakestChecks } from './scorecard/weakest';
export { latestScorecard } from './scorecard/latest';
export { scorecardViewerUrl, trend } from './scorecard/trend';

/* present: the only place that words anything */
export { messageOf } from './present/messages';
export { broughtFindings, broughtRow, type BroughtRow } from './present/broughtText';
export { titleOf, subjectOf as subjectText } from './present/words';
export { reasonText } from './present/reasons';
export { hoverOf, type HoverAction, type HoverModel, type HoverSection } from './present/hover';
export { hoverMarkdown, type HoverDress } from './present/hoverMarkdown';
export { webAddress } from './present/escape';
export { inlayOf, type Inlay } from './present/inlay';
export { askLink, type AskCase } from './present/ask';
export { lineIndex, type LineIndex, type Position, type Range } from './present/lines';

/* licenses */
export { isFsfLibre, isOsiApproved, blueOakTierOf, licenseUrl } from './licenses/catalog';
export { categoryOf } from './licenses/categories';
export {
  contentOf,
  matchLicenseText,
  mayMatch,
  readLicenseText,
  type LicenseMatch,
  type LicenseSketch,
  type LicenseText,
  type ReadLicense,
} from './licenses/match';
export { licenseField, readLicense } from './licenses/read';
export { fileNamedBy } from './licenses/namedFile';
export { obligationsOf, type Obligation } from './licenses/terms';
export { compareVerdicts } from './licenses/verdicts';

/* scan: gather evidence, judge; the whole way of one manifest */
export {
  betterRepository,
  gather,
  lacks,
  mergeEvidence,
  noEvidence,
  type EvidenceByKey,
  type SourcePlan,
  type UnaskedSource,
  mayLearn,
} from './evidence';
export {
  evidenceKey,
  isCurrentBy,
  judgeManifest,
  requestsFor,
  scanManifest,
  type JudgeManifestInput,
  type ManifestReport,
  type ScanInput,
} from './scan';
export { ManifestJudge } from './rejudge';
export { defaultSeverity, findingCodes } from './rules/input';

/* present: what an editor shows beside findings */
export { isPending } from './present/pending';
export {
  actionTitle,
  alternativeText,
  needTitle,
  nothingFound,
  notice,
  policyOrigin,
} from './present/notices';
export { isActionable, isOwn, type Summary } from './present/summary';
export { statusFrom, statusOf, tallyOf, type Status, type Tally } from './present/status';
export { problemText, placeProblem, timeOutProblem, type PlacedProblem } from './present/problems';
export { textReport, type Paint } from './present/text';
export { toJsonReport } from './present/json';
export { type ReportMeta } from './present/report';
export { type CheckReport } from './present/jsonTypes';
export { explainText } from './present/explain';
export { toSarif } from './present/sarif';
export { coverageText } from './present/coverageText';
export { coverageOf, type Coverage } from './policy/coverage';

/* present: the disk cache and the evidence mirror */
export { cacheClearedText, cacheText, type CachedSource, type CacheSummary } from './present/cacheText';
export { mirrorText, type MirrorSummary } from './present/mirrorText';

/* what the community suggests */
export { wantsCommunity } from './policy/community';

/* guidance: texts to learn from, practices of the supply chain */
export { practicesOf, type PracticeId } from './guidance/practices';
export { tookAdvice } from './guidance/progress';
export { learnTexts, type LearnText } from './present/guidance';

/* authoring a policy: completion and hovers from its schema */
export { completePolicy, describePolicy, type PolicyCompletion } from './policy/authoring/complete';
export { type Schema } from './policy/authoring/schema';

/* outbound: what would be sent, and the words for it */
export {
  outboundOf,
  outboundRequests,
  type OutboundManifest,
  type AddressOf,
  type Outbound,
  type OutboundItem,
  type OutboundService,
} from './outbound';
/* what advisories are */
export { untoldAdvisories, withAdvisories } from './advisories';

/* the history of Scorecards */
export { readMonitorDatabase, type ScorecardHistories } from './scorecard/monitorDatabase';
export { outboundReport, outboundText, type OutboundReport } from './present/outboundText';

/* language: what everything is worded in */
export { listing, phrase, plural, speak, spokenBundle, t, translated, type Bundle } from './present/language';

/* completion: what may be typed in a dependency block, approved packages first; looking approved packages up */
export { suggestEntries } from './completion/suggestEntries';
export { type EntrySuggestion, type SuggestInput } from './completion/suggestNames';
export { approvedPackages, fitOf, type ApprovedPackage } from './completion/approved';
export { blockAt } from './completion/place';
export { adviceText, approvedLabel, approvedSearch, purposeText } from './present/approvedText';
export {
  indexJudged,
  mergeIndexes,
  newestFirst,
  type KnownPackage,
  type PackageIndex,
} from './completion/known';
export { suggestionDetail, suggestionMark, suggestionText } from './present/completionText';

/* report: judged manifests -> numbers and rows, what to ask the OSPO about; as a page, Markdown, CSV */
export { type PackageGroup, type ReportSource } from './report/packages';
export { reportOf, type Report, type ReportInput } from './report/report';
export { type ReviewItem } from './report/review';
export { everyReview, readReviewQuery, selectReview, type ReviewQuery } from './report/select';
export { reportPage, reportTitle } from './present/reportPage';
export type * from './present/reportPageTypes';
export { reportMarkdown, reviewMarkdown } from './present/reportMarkdown';
export { dependenciesCsv, reviewCsv } from './present/reportCsv';
export { reviewJson, reviewText } from './present/reviewText';
export { askAboutAll } from './present/askAboutAll';

/* present: the list of dependencies, grouped and filtered */
export {
  filterDependencies,
  filterText,
  groupCount,
  groupDependencies,
  groupings,
  groupingText,
  groupLabel,
  isMarked,
  moreText,
  spokenVerdict,
  type DependencyGroup,
  type Grouping,
  type ListedDependency,
  type ListFilter,
  type VerdictGroup,
} from './present/dependencyList';
/* evidence: what to ask again */
export { lacksAnswer } from './present/reach';

/* tree: what the dependencies of a manifest bring; in steps, for hosts that do other things in between */
export { drain, isPause, type Steps } from './steps';
export { BroughtFindings, findingsOn } from './tree/brought';
export { graphOf, type PackageGraph } from './tree/graph';
export {
  isDirect,
  pathTo,
  scopeOf,
  treeOf,
  treeSteps,
  type DependencyTree,
  type TreeInput,
} from './tree/reach';
export { treeRequests } from './tree/requests';
/* what is wrong with lockfiles and their trees */
export { entryTexts } from './lockfiles/entryPlace';
export { linkProblems, type BrokenLink } from './lockfiles/links';
export { behindProblems } from './tree/behind';
export { circleProblem } from './tree/circle';
export { hasGraph } from './tree/graph';
export { linkCircleProblem, linkCircleText } from './present/problems';
export { blindNotice, blindText, blockSpan } from './present/lockfileText';
export { treeProblems } from './tree/problems';
export { countBrought, type TreeCounts } from './tree/counts';
export { packagesOf, type JudgedTree } from './tree/packages';
export { judgeTree, judgeTreeSteps, type JudgeTreeInput, type TreeJudgement } from './tree/judgeTree';

/* versions: npm's semantics, with short cuts for the plain forms */
export { isAtLeast, isAtMost, isInRange, isRange, isVersion } from './versions';

/* documents: the organization's policy in prose, its headings, and a search through it */
export { outlineOf, sectionAt, type DocumentParagraph, type DocumentSection } from './documents/outline';
export { searchDocuments, snippetOf, type DocumentHit, type SearchedDocument } from './documents/search';
export { copyAge, copyBanner, documentNotice, hitText } from './present/documentText';

/* the first policy: what is said where there is none yet */
export { firstPolicy } from './present/firstPolicy';

/* help: which policy, and where to give something back */
export { giveBackWays, helpWords, policyLines } from './present/helpText';

/* noise: how loud findings are in an editor, and what is silent for a while */
export { readSeverityWishes, type SeverityWishes } from './noise/severity';
export { shownAs, type Shown, type Wishes } from './noise/shown';
export { addSnooze, readSnoozes, removeSnooze, snoozesFor } from './noise/snooze';
export { noiseWords, snoozeMark, snoozeText } from './present/noiseText';

/* ways out: what may be done about a package that a dependency brings */
export { broughtJudgement, broughtStep } from './ways/broughtJudgement';
export { hasWayOut, heldPlan, isStoppedPackage, versionRequests } from './ways/requests';
export { type LockedTree, type RootFiles } from './ways/root';
export { hasVersions, stoppedBy, versionsWithout, type VersionWithout } from './ways/versionsWithout';
export { versionWords } from './present/versionText';
export { waysOutSteps, withWaysOut, type WaysInput } from './ways/waysOut';

/* texts of others in addresses */
export { uriPart } from './text';
