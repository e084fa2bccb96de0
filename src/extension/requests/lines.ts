import { requestsAbout, requestStatus, requestText } from '../../core/index';
import type { Target } from '../commands/target';
import type { RequestStore } from './store';

/** What was asked about the package of a dependency, in words. */
export function requestLines({ judged, judgement }: Target, requests: RequestStore): string[] {
  return requestsAbout(requests.all(), judgement.dependency.packageName).map((request) =>
    requestText(request, requestStatus(request, judged.policy, judged.now)),
  );
}
