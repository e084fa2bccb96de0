import type { Judgement, LicenseReading, Verdict } from '../model';
import { t } from './language';
import { clip, day } from './plain';
import { reasonText } from './reasons';
import { isPending } from './pending';
import { verdictTitle } from './words';

export interface Inlay {
  /** `AGPL-3.0 ✗ · 5.1` */
  readonly text: string;
  /** Plain text: the verdict, then its reasons, one a line. */
  readonly tooltip: string;
}

const SIGN: Readonly<Record<Verdict, string>> = {
  allowed: '',
  conditions: ' !',
  review: ' ?',
  unknown: ' ?',
  denied: ' ✗',
};

/** What stands behind the line; `undefined` where there is nothing to say yet. */
export function inlayOf(judgement: Judgement): Inlay | undefined {
  if (isPending(judgement)) return undefined;
  const score = judgement.scorecard?.value.score;
  const license = licenseWord(judgement);
  const text = score === undefined || score < 0 ? license : `${license} · ${score.toFixed(1)}`;
  return { text, tooltip: tooltipOf(judgement) };
}

function licenseWord(judgement: Judgement): string {
  if (judgement.reasons.some(({ rule }) => rule === 'own-package')) return t('private');
  const sign = SIGN[judgement.verdict];
  return judgement.license === undefined
    ? `${t('no license')}${sign}`
    : `${shortLicense(judgement.license)}${sign}`;
}

/** `-only` and `-or-later` are left out: the hover has them. */
function shortLicense(license: LicenseReading): string {
  if (license.kind === 'expression') return clip(license.text.replace(/-(only|or-later)\b/g, ''), 32);
  if (license.state === 'missing' || license.state === 'empty') return t('no license');
  return clip(license.raw, 24);
}

function tooltipOf(judgement: Judgement): string {
  const lines = [verdictTitle[judgement.verdict], ...judgement.reasons.map(reasonText)];
  const scorecard = judgement.scorecard?.value;
  if (scorecard !== undefined && scorecard.score >= 0)
    lines.push(t('Scorecard {0} of 10, {1}.', scorecard.score.toFixed(1), day(scorecard.date)));
  return lines.join('\n');
}
