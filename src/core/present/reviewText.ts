import type { Report } from '../report/report';
import type { ReviewItem, ReviewPlace } from '../report/review';
import { t } from './language';
import type { ReportPage } from './reportPageTypes';
import { clip, distinct, oneLine, withoutSecrets } from './plain';
import { reasonText } from './reasons';
import { broughtByText, reviewLicense, reviewPlaceText, reviewReasons, reviewSubject } from './reviewWords';
import type { Paint } from './text';
import { verdictTitle } from './words';

/** What to ask the OSPO about, for a reader: one package a block, what was judged last. Ends with a newline. */
export function reviewText({ review }: Report, page: ReportPage, paint?: Paint): string {
  const blocks = review.map((item) => blockOf(item, paint));
  const last = [...page.review.notes, ...page.lead, page.footer].join(' ');
  return `${[...blocks, last].join('\n\n')}\n`;
}

function blockOf(item: ReviewItem, paint: Paint | undefined): string {
  const bold = paint?.bold ?? same;
  const dim = paint?.dim ?? same;
  const head = `${bold(reviewSubject(item))}  ${verdictTitle[item.verdict]}  ${reviewLicense(item)}`;
  const whys = reviewReasons(item).map((why) => `  ${why}`);
  const places = item.places.map((place) => `  ${dim(t('Used at {0}', reviewPlaceText(place)))}`);
  return [head, ...whys, ...places].join('\n');
}

const same = (text: string): string => text;

/** The same for programs. Plain JSON values only. */
export function reviewJson({ review, policies, now, offline }: Report): object {
  return {
    version: 1,
    now,
    offline,
    policies: policies.map(({ name, revision, origin, isDefault }) => ({
      name,
      revision: revision ?? null,
      origin,
      isDefault,
    })),
    packages: review.map(jsonItem),
  };
}

function jsonItem(item: ReviewItem): object {
  const [first] = item.places;
  const license = first?.use.judgement.license;
  const reasons = item.places.flatMap(({ use }) => use.judgement.reasons.map(reasonText));
  return {
    name: item.package.name,
    version: item.package.version ?? null,
    verdict: item.verdict,
    license: license?.kind === 'expression' ? license.text : null,
    declared: license === undefined ? null : oneLine(license.raw),
    why: distinct(reasons),
    places: item.places.map(jsonPlace),
  };
}

function jsonPlace(place: ReviewPlace): object {
  const { source, judgement } = place.use;
  return {
    manifest: oneLine(source.path),
    line: place.line,
    column: place.column,
    scope: place.scope,
    range: clip(withoutSecrets(judgement.dependency.range), 200),
    broughtBy: broughtByText(place) === '' ? [] : place.broughtBy.slice(0, -1).map((name) => clip(name, 214)),
  };
}
