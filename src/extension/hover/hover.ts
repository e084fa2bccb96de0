import * as vscode from 'vscode';
import type { Companions, Fix, HoverDress, Judgement } from '../../core/index';
import {
  askLink,
  broughtFindings,
  findingsOn,
  hoverMarkdown,
  pinOf,
  pinText,
  snoozesFor,
  snoozeText,
  untoldAdvisories,
  withAdvisories,
} from '../../core/index';
import { fixesOf, simpleFixesOf } from '../commands/fixing';
import { judgementAt, refOf } from '../commands/target';
import type { DependencyRef, Target } from '../commands/target';
import type { CommandId } from '../contributions';
import { requestLines } from '../requests/lines';
import type { RequestStore } from '../requests/store';
import { toRange } from '../convert';
import type { Environment, Environments } from '../environment/environments';
import { MANIFEST_SELECTOR } from '../documents';
import type { JudgementStore } from '../judgements/store';
import type { SnoozeStore } from '../noise/snoozes';
import { today } from '../noise/snoozes';
import { reached } from '../onboarding/reached';
import { verdictIcon } from '../verdicts';

const SOON_MS = 800;

/** The only commands that a link in a hover may run. */
const LINKED: readonly CommandId[] = [
  'ospoLens.ask',
  'ospoLens.explain',
  'ospoLens.openClause',
  'ospoLens.applyFix',
];

export function registerHover(
  store: JudgementStore,
  requests: RequestStore,
  snoozes: SnoozeStore,
  environments: Environments,
): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    provideHover: async (document, position) => {
      const judged = store.get(document.uri);
      if (judged?.version !== document.version) return undefined;
      const judgement = judgementAt(judged, document.offsetAt(position));
      if (!judgement) return undefined;
      if (findingsOn(judgement).length > 0) reached('finding');
      const { fixes, companions } = await fixesOf({ judged, judgement }, store);
      const silent = snoozesFor(judgement, snoozes.all(), today()).map(snoozeText);
      return new vscode.Hover(
        hoverText({ judged, judgement: await told(judgement, environments.get(document.uri)) }, fixes, {
          requests: [...requestLines({ judged, judgement }, requests), ...silent],
          pins: pinsOf({ judged, judgement }, companions),
        }),
        toRange(document, judgement.dependency.entrySpan),
      );
    },
  };
  return vscode.languages.registerHoverProvider(MANIFEST_SELECTOR, provider);
}

/** With what its advisories are, where that is known or comes soon; what comes later is there the next time. */
async function told(judgement: Judgement, environment: Environment | undefined): Promise<Judgement> {
  const untold = untoldAdvisories(judgement);
  if (untold.length === 0 || environment === undefined) return judgement;
  const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), SOON_MS));
  const details = await Promise.race([environment.advisories(untold), late]);
  return details === undefined ? judgement : withAdvisories(judgement, details);
}

/** Which overrides give packages that a dependency brings their version: as the files say now. */
function pinsOf({ judged, judgement }: Target, companions: Companions): string[] {
  const pins = broughtFindings(judgement).flatMap((finding) => {
    const pin = pinOf(finding, judged.text, companions);
    return pin ? pinText(finding, pin) : [];
  });
  return [...new Set(pins)];
}

/** The hover's words with links to our commands; `present` escapes everything that comes from outside. */
export function hoverText(
  target: Target,
  fixes: readonly Fix[] = simpleFixesOf(target),
  said: Pick<HoverDress, 'requests' | 'pins'> = {},
): vscode.MarkdownString {
  const { judgement, judged } = target;
  const text = new vscode.MarkdownString(
    hoverMarkdown(judgement, judged.policy, { ...dressOf(target, fixes), ...said }),
    true,
  );
  text.isTrusted = { enabledCommands: LINKED };
  return text;
}

function dressOf(target: Target, fixes: readonly Fix[]): HoverDress {
  const { judgement, judged } = target;
  const ref = refOf(target);
  const clause = judgement.reasons.find((reason) => reason.clause)?.clause;
  const ask = askLink(judgement, judged.policy, judged.path);
  return {
    icon: `$(${verdictIcon(judgement).id})`,
    explain: commandUri('ospoLens.explain', ref),
    ...fixLinks(fixes, ref),
    ...(clause && { clause: commandUri('ospoLens.openClause', { ...ref, clause }) }),
    ...(ask && { ask: { label: ask.label, uri: commandUri('ospoLens.ask', ref) } }),
  };
}

/** Links that do the fixes which the hover names. */
function fixLinks(
  fixes: readonly Fix[],
  ref: DependencyRef,
): Pick<HoverDress, 'useRange' | 'replace' | 'way'> {
  const link = (fix: Fix) => commandUri('ospoLens.applyFix', { ...ref, fix: fix.title });
  const range = fixes.find((fix) => fix.kind === 'use-last-allowed-range');
  const replace = fixes.flatMap((fix) => (fix.replacement ? [[fix.replacement, link(fix)] as const] : []));
  const way: HoverDress['way'] = ({ name, version }) => {
    const fix = fixes.find(({ about }) => about?.name === name && about.version === version);
    return fix && link(fix);
  };
  return { ...(range && { useRange: link(range) }), replace: Object.fromEntries(replace), way };
}

function commandUri(command: CommandId, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
