import type { ExceptionRequest, PackageRule, PolicyException } from '../model';
import type { RequestStatus } from '../requests/status';
import { plural, t } from './language';
import { clip, day } from './plain';
import { conditionList, decisionName } from './reasons';

/** `Exception asked for on 2026-11-23 by J. Doe: pending.` */
export function requestText(request: ExceptionRequest, status: RequestStatus): string {
  const by = request.by === undefined ? undefined : clip(request.by, 80);
  const on = day(request.asked);
  const asked =
    request.kind === 'exception'
      ? by === undefined
        ? t('Exception requested on {0}', on)
        : t('Exception requested on {0} by {1}', on, by)
      : by === undefined
        ? t('Asked on {0}', on)
        : t('Asked on {0} by {1}', on, by);
  return `${asked}: ${stateText(status)}.`;
}

/** `pending`, `approved until 2027-01-31, unmodified only, by J. Doe (decision OSPO-88)` */
export function stateText(status: RequestStatus): string {
  switch (status.state) {
    case 'pending':
      return t('pending');
    case 'withdrawn':
      return t('withdrawn on {0}', day(status.on));
    case 'approved':
      return approvalText(status.by);
    case 'denied':
      return t('denied ({0})', decisionName(status.by.clause));
  }
}

/** `approved until 2027-01-31, unmodified only, by J. Doe (decision OSPO-88)`: what the policy decided, in one line. */
export function approvalText(decided: PolicyException | PackageRule): string {
  const { expires, approver } = 'conditions' in decided ? decided : {};
  const parts = [
    expires === undefined ? t('approved') : t('approved until {0}', day(expires)),
    'conditions' in decided ? conditionList(decided.conditions) : '',
    approver === undefined ? '' : t('by {0}', clip(approver, 80)),
  ];
  return `${parts.filter((part) => part !== '').join(', ')} (${decisionName(decided.clause)})`;
}

/** What the form asks for, and what is said around it. */
export const requestWords = {
  title: (subject: string): string => t('Request an exception for {0}', clip(subject, 214)),
  get reason() {
    return t('What do you need it for, and why does no approved package serve?');
  },
  get reasonMissing() {
    return t('Say why: whoever decides reads nothing else.');
  },
  get until() {
    return t('Until when do you need it? A day such as 2027-01-31; empty for no end.');
  },
  get untilWrong() {
    return t('Write a day of the calendar such as 2027-01-31, not before today.');
  },
  get by() {
    return t('Who asks? As it is to stand in the request; empty for nobody.');
  },
  recorded: (name: string, where: string): string =>
    t('Request for {0} noted in {1}.', clip(name, 214), clip(where, 100)),
  recordedMany: (amount: number, where: string): string =>
    plural(amount, 'Request for {0} package noted in {1}.', 'Requests for {0} packages noted in {1}.', where),
  withdrawn: (name: string): string => t('Request for {0} withdrawn.', clip(name, 214)),
  broken: (file: string): string =>
    t('{0} cannot be read: nothing was written. Repair it first.', clip(file, 100)),
  get none() {
    return t('No request is pending.');
  },
  get mine() {
    return t('My requests');
  },
  get which() {
    return t('Which request do you take back?');
  },
  get inEditor() {
    return t('this editor, for this workspace');
  },
  action: (name: string): string => t('Request an exception for {0}', clip(name, 214)),
} as const;
