import { broughtFindings, broughtStep, requestsAbout, requestStatus, requestText, t } from '../../core/index';
import type { Target } from '../commands/target';
import type { RequestStore } from './store';

/** What was asked about the package of a dependency, then about what it brings, in words. */
export function requestLines({ judged, judgement }: Target, requests: RequestStore): string[] {
  const all = requests.all();
  const about = (name: string) =>
    requestsAbout(all, name).map((request) =>
      requestText(request, requestStatus(request, judged.policy, judged.now)),
    );
  const brought = new Set(broughtFindings(judgement).map((finding) => broughtStep(finding)?.name ?? ''));
  return [
    ...about(judgement.dependency.packageName),
    ...[...brought].flatMap((name) => about(name).map((words) => t('{0}: {1}', name, words))),
  ];
}
