import type { Judgement, PathStep, Policy } from '../model';
import { escapeMarkdown, markdownLink, webAddress } from './escape';
import { hoverOf } from './hover';
import type { HoverAction, HoverModel } from './hover';
import { t } from './language';
import { repositoryAddress } from './scorecardWords';
import { verdictSign } from './words';

/** What a host adds: addresses of its commands, already encoded, and its own sign for the verdict. */
export interface HoverDress {
  /** Markdown that stands before the verdict, such as `$(error)`; a plain sign where absent. */
  readonly icon?: string;
  /** Opens the policy clause. */
  readonly clause?: string;
  /** Writes the last allowed range. */
  readonly useRange?: string;
  /** Replaces the dependency, by the name of the approved package. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Does what is to be done about a package that the dependency brings. */
  readonly way?: (about: PathStep) => string | undefined;
  /** Overrides that give packages which the dependency brings their version, in words. */
  readonly pins?: readonly string[];
  /** What was asked of the OSPO about the package, and what became of it, in words. */
  readonly requests?: readonly string[];
  readonly explain?: string;
  readonly ask?: { readonly label: string; readonly uri: string };
}

const RULE = '\n\n---\n\n';
const BREAK = '  \n';

/**
 * The hover as Markdown: the verdict first, then the way out, for an editor shows the first ten lines and scrolls the rest; then
 * what else is known. Good news is two lines. Only `dress` adds links to commands.
 */
export function hoverMarkdown(judgement: Judgement, policy: Policy, dress: HoverDress = {}): string {
  const model = withRequests(hoverOf(judgement, policy), dress);
  return model.brief ? briefHover(model, dress) : fullHover(model, dress);
}

function withRequests(model: HoverModel, { requests = [], pins = [] }: HoverDress): HoverModel {
  const more = [
    { label: t('Pinned'), lines: pins },
    { label: t('OSPO'), lines: requests },
  ].filter(({ lines }) => lines.length > 0);
  return more.length === 0 ? model : { ...model, sections: [...model.sections, ...more] };
}

function briefHover(model: HoverModel, dress: HoverDress): string {
  const details = [
    ...model.reasons,
    ...model.sections.map(({ label, lines }) => `${label} ${(lines[0] ?? '').replace(/\.$/, '')}.`),
  ];
  const decision = model.decided ? clauseLink(model, dress) : [];
  const links = [...decision, ...footerLinks(model, { explain: dress.explain })].join(' · ');
  const said = [...details.map(escapeMarkdown), links].filter((part) => part !== '').join(' ');
  return `${verdictLine(model, dress)} · ${subjectLine(model)}${BREAK}${said}`;
}

function fullHover(model: HoverModel, dress: HoverDress): string {
  const verdict = [verdictLine(model, dress), ...clauseLink(model, dress)].join(' · ');
  const head = `${subjectLine(model)}\n\n${[verdict, ...model.reasons.map(escapeMarkdown)].join(BREAK)}`;
  return [head, ...wayOut(model, dress), ...sectionLines(model)].join(RULE);
}

function clauseLink({ clauseText }: HoverModel, { clause }: HoverDress): string[] {
  return clauseText === undefined || clause === undefined ? [] : [markdownLink(`${clauseText} ↗`, clause)];
}

function subjectLine(model: HoverModel): string {
  return [
    `**${escapeMarkdown(model.name)}** ${escapeMarkdown(model.facts[0] ?? '')}`,
    ...model.facts.slice(1).map(escapeMarkdown),
  ].join(' · ');
}

function verdictLine(model: HoverModel, dress: HoverDress): string {
  return `${dress.icon ?? verdictSign[model.verdict]} **${escapeMarkdown(model.headline)}**`;
}

function sectionLines(model: HoverModel): string[] {
  if (model.sections.length === 0) return [];
  const repository = model.repository === undefined ? undefined : repositoryAddress(model.repository);
  const blocks = model.sections.map(({ label, lines, link, lineLinks }) => {
    const places = label === 'Scorecard' ? [repository] : (lineLinks ?? []);
    const linked = lines.map((line, index) => `${escapeMarkdown(line)}${arrowTo(places[index])}`);
    return [`**${escapeMarkdown(label)}**${arrowTo(link)} ${linked[0] ?? ''}`, ...linked.slice(1)].join(
      BREAK,
    );
  });
  return [blocks.join('\n\n')];
}

function arrowTo(address: string | undefined): string {
  const safe = webAddress(address);
  return safe === undefined ? '' : ` ${markdownLink('↗', safe)}`;
}

function wayOut(model: HoverModel, dress: HoverDress): string[] {
  const actions = model.actions.map((action) => actionText(action, dress)).join(' · ');
  const links = footerLinks(model, dress).join(' · ');
  const lines = [actions === '' ? '' : `**${t('Do instead')}** ${actions}`, links].filter(
    (line) => line !== '',
  );
  return lines.length === 0 ? [] : [lines.join('\n\n')];
}

function actionText(action: HoverAction, dress: HoverDress): string {
  const [label, uri] = linkOf(action, dress);
  return uri === undefined
    ? escapeMarkdown(action.text)
    : `${escapeMarkdown(action.text)} (${markdownLink(label, uri)})`;
}

function linkOf(action: HoverAction, dress: HoverDress): [label: string, uri: string | undefined] {
  switch (action.kind) {
    case 'use-range':
      return [t('Use it'), dress.useRange];
    case 'replace':
      return [t('Replace'), dress.replace?.[action.name]];
    case 'way':
      return [t('Apply'), dress.way?.(action.about)];
  }
}

function footerLinks(model: HoverModel, dress: Pick<HoverDress, 'explain' | 'ask'>): string[] {
  const { contribute, fund } = model.giveBack;
  return [
    ...(dress.explain === undefined ? [] : [markdownLink(t('Why?'), dress.explain)]),
    ...(dress.ask === undefined ? [] : [markdownLink(dress.ask.label, dress.ask.uri)]),
    ...(contribute === undefined
      ? []
      : [outwardLink(t('Contribute ↗'), contribute.address, contribute.terms)]),
    ...(fund === undefined ? [] : [outwardLink(t('Fund ↗'), fund.address)]),
  ];
}

/** A title takes the place of the address that an editor shows at a link: so the address comes first in it. */
function outwardLink(label: string, address: string, explanation?: string): string {
  const title = explanation === undefined ? undefined : `${address}: ${explanation}`;
  return markdownLink(label, address, title);
}
