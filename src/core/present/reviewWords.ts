import type { LicenseReading } from '../model';
import { passes, worstUse } from '../report/packages';
import type { ReviewItem, ReviewPlace } from '../report/review';
import { plural, t } from './language';
import { notSpdxWord } from './licenseWords';
import { clip, distinct, oneLine } from './plain';
import { reasonText } from './reasons';

const MOST_REASONS = 3;

/** `left-pad 1.3.0`; the name alone where the version is not known. */
export function reviewSubject({ package: { name, version } }: ReviewItem): string {
  return version === undefined ? clip(name, 214) : `${clip(name, 214)} ${clip(version, 60)}`;
}

/** The license as it stands in a list: the SPDX expression, else what is stated, else that none is. */
export function licenseText(reading: LicenseReading | undefined): string {
  if (reading === undefined) return t('no license known');
  if (reading.kind === 'expression') return clip(reading.text, 120);
  return reading.state === 'missing' || reading.state === 'empty'
    ? notSpdxWord(reading.state)
    : clip(reading.raw, 120);
}

/** The license of a package to ask about. */
export function reviewLicense({ package: found }: ReviewItem): string {
  return licenseText(worstUse(found)?.judgement.license);
}

/** Why the policy does not let it pass, in full sentences, each once over all places. */
export function reviewReasons({ places }: ReviewItem): string[] {
  const reasons = places.flatMap(({ use }) => use.judgement.reasons);
  const against = reasons.filter(({ verdict }) => !passes(verdict));
  return distinct((against.length === 0 ? reasons : against).map(reasonText)).slice(0, MOST_REASONS);
}

/** `apps/web/package.json:12`; with what brings the package where the manifest does not name it. */
export function reviewPlaceText(place: ReviewPlace): string {
  const where = `${oneLine(place.use.source.path)}:${place.line}`;
  return place.broughtBy.length < 2 ? where : t('{0}, brought by {1}', where, broughtByText(place));
}

/** `express › body-parser`: the way from the direct dependency, without the package itself. */
export function broughtByText({ broughtBy }: ReviewPlace): string {
  return broughtBy
    .slice(0, -1)
    .map((name) => clip(name, 214))
    .join(' › ');
}

/** `3 places` */
export function placesText({ places }: ReviewItem): string {
  return plural(places.length, '{0} place', '{0} places');
}
