import * as vscode from 'vscode';
import type { ExceptionRequest } from '../../core/index';
import { isDay, requestStatus, requestWords, ruleToNote, subjectText } from '../../core/index';
import type { Noted, RequestStore } from '../requests/store';
import type { Services } from './services';
import type { Target } from './target';
import { targetOf } from './target';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 6000;

/** What the form asks for. Whoever runs the command by a program may answer it in the argument. */
interface Form {
  readonly reason: string;
  readonly until?: string;
  readonly by?: string;
}

/** Notes that an exception is asked for: a short form, then the place that the setting names. Nothing is sent. */
export async function requestException(services: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, services.store);
  if (!target) return;
  const form = answersIn(argument) ?? (await fillIn(target));
  if (form) await note(services, target, 'exception', form);
}

/** Notes a request and says where, without a popup. */
export async function note(
  { requests }: Services,
  target: Target,
  kind: ExceptionRequest['kind'],
  form: Form,
): Promise<void> {
  const request = requestFor(target, kind, form);
  const noted = await requests.add(request, target.judged.uri);
  if (noted) say(requestWords.recorded(request.package, placeOf(noted)));
  else void vscode.window.showWarningMessage(requestWords.broken('ospo-requests.yaml'));
}

/** Notes one question about many packages as a request for each. */
export async function noteAll(
  { requests }: Services,
  targets: readonly Target[],
  reason: string | undefined,
): Promise<void> {
  const noted: (Noted | undefined)[] = [];
  for (const target of targets)
    noted.push(
      await requests.add(requestFor(target, 'question', { reason: reason ?? '' }), target.judged.uri),
    );
  const [first] = noted;
  if (first && !noted.includes(undefined)) say(requestWords.recordedMany(noted.length, placeOf(first)));
  else void vscode.window.showWarningMessage(requestWords.broken('ospo-requests.yaml'));
}

function say(words: string): void {
  vscode.window.setStatusBarMessage(words, NOTE_MS);
}

function requestFor(
  { judged, judgement }: Target,
  kind: ExceptionRequest['kind'],
  form: Form,
): ExceptionRequest {
  const name = judgement.dependency.packageName;
  const version = judgement.evidence.version?.value;
  const rule = ruleToNote(name, version, judged.policy);
  return {
    package: name,
    ...(version !== undefined && { version }),
    kind,
    asked: today(),
    ...form,
    ...(rule !== undefined && { rule }),
  };
}

/** Takes back the request that is handed over, else the one that is picked. */
export async function withdraw({ requests, store }: Services, argument: unknown): Promise<void> {
  const handed = requestIn(argument, requests);
  const request = handed ?? (await pickPending(requests, store));
  if (!request) return;
  const done = await requests.withdraw(request, today());
  if (done) vscode.window.setStatusBarMessage(requestWords.withdrawn(request.package), NOTE_MS);
  else void vscode.window.showWarningMessage(requestWords.broken('ospo-requests.yaml'));
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function placeOf({ file }: Noted): string {
  return file ? vscode.workspace.asRelativePath(file) : requestWords.inEditor;
}

function answersIn(argument: unknown): Form | undefined {
  const { reason, until, by } = (argument ?? {}) as Partial<Record<keyof Form, unknown>>;
  if (typeof reason !== 'string' || reason.trim() === '') return undefined;
  return {
    reason: reason.trim(),
    ...(typeof until === 'string' && isDay(until) && { until }),
    ...(typeof by === 'string' && by.trim() !== '' && { by: by.trim() }),
  };
}

async function fillIn({ judgement }: Target): Promise<Form | undefined> {
  const subject = subjectText(judgement.dependency, judgement.evidence.version?.value);
  const title = requestWords.title(subject);
  const ask = (step: number, prompt: string, validateInput?: (text: string) => string | undefined) =>
    vscode.window.showInputBox({
      title: `${title} (${step}/3)`,
      prompt,
      ignoreFocusOut: true,
      ...(validateInput && { validateInput }),
    });
  const reason = await ask(1, requestWords.reason, (text) =>
    text.trim() === '' ? requestWords.reasonMissing : undefined,
  );
  const until = reason === undefined ? undefined : await ask(2, requestWords.until, wrongDay);
  const by = until === undefined ? undefined : await ask(3, requestWords.by);
  if (by === undefined) return undefined;
  return answersIn({ reason, until: until?.trim(), by });
}

function wrongDay(text: string): string | undefined {
  const day = text.trim();
  return day === '' || (isDay(day) && day >= today()) ? undefined : requestWords.untilWrong;
}

function requestIn(argument: unknown, requests: RequestStore): ExceptionRequest | undefined {
  const { request } = (argument ?? {}) as { request?: Partial<ExceptionRequest> };
  return requests
    .all()
    .find(
      (one) => one.package === request?.package && one.asked === request.asked && one.kind === request.kind,
    );
}

async function pickPending(
  requests: RequestStore,
  store: Services['store'],
): Promise<ExceptionRequest | undefined> {
  const [judged] = store.all();
  const open = requests.all().filter((request) => {
    const state = judged ? requestStatus(request, judged.policy, judged.now).state : 'pending';
    return request.withdrawn === undefined && state === 'pending';
  });
  if (open.length === 0) {
    void vscode.window.showInformationMessage(requestWords.none);
    return undefined;
  }
  const items = open.map((request) => ({
    label: request.package,
    description: request.asked,
    detail: request.reason,
    request,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'OSPO Lens',
    placeHolder: requestWords.which,
    matchOnDetail: true,
  });
  return picked?.request;
}
