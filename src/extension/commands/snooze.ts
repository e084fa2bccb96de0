import * as vscode from 'vscode';
import type { FindingCode, Judgement, Snooze } from '../../core/index';
import { isDay, noiseWords, snoozeMark } from '../../core/index';
import { today } from '../noise/snoozes';
import type { Services } from './services';
import { targetOf } from './target';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 6000;

/** What the command asks for. Whoever runs it by a program may answer it in the argument. */
interface Answers {
  /** Absent: everything on the package. */
  readonly code?: FindingCode;
  readonly until: string;
  readonly reason?: string;
}

/** Silences a dependency, or one finding on it, until a day. The evidence and what others see stay as they are. */
export async function snooze({ store, snoozes }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (!target) return;
  const { judgement } = target;
  const name = judgement.dependency.packageName;
  if (judgement.findings.length === 0) {
    void vscode.window.showInformationMessage(noiseWords.nothing(name));
    return;
  }
  const answers = answersIn(argument) ?? (await ask(judgement));
  if (!answers) return;
  await snoozes.add({ package: name, verdict: judgement.verdict, noted: today(), ...answers });
  vscode.window.setStatusBarMessage(noiseWords.snoozed(name, answers.until), NOTE_MS);
}

/** Lets a dependency be told of again: the one that is handed over, else the one that is picked. */
export async function unsnooze({ store, snoozes }: Services, argument: unknown): Promise<void> {
  const inForce = snoozes.all().filter(({ until }) => today() < until);
  if (inForce.length === 0) {
    void vscode.window.showInformationMessage(noiseWords.none);
    return;
  }
  const target = argument === undefined ? undefined : await targetOf(argument, store);
  const name = target?.judgement.dependency.packageName;
  const meant = name === undefined ? await pick(inForce) : inForce.filter((one) => one.package === name);
  for (const one of meant) await snoozes.remove(one);
  const [first] = meant;
  if (first) vscode.window.setStatusBarMessage(noiseWords.woken(first.package), NOTE_MS);
}

async function pick(inForce: readonly Snooze[]): Promise<readonly Snooze[]> {
  const items = inForce.map((one) => ({
    label: one.package,
    description: snoozeMark([one]) ?? '',
    detail: [one.code === undefined ? '' : noiseWords.finding(one.code), one.reason ?? '']
      .filter(Boolean)
      .join(': '),
    one,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'OSPO Lens',
    placeHolder: noiseWords.which,
  });
  return picked ? [picked.one] : [];
}

function answersIn(argument: unknown): Answers | undefined {
  const { until, code, reason } = (argument ?? {}) as Partial<Answers>;
  if (until === undefined || !isDay(until)) return undefined;
  return { until, ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) };
}

/** Escape at any question leaves all as it is. */
async function ask(judgement: Judgement): Promise<Answers | undefined> {
  const what = await askWhat(judgement);
  const until = what && (await askUntil(judgement.dependency.packageName));
  if (!until) return undefined;
  const reason = await vscode.window.showInputBox({ title: 'OSPO Lens', prompt: noiseWords.reason });
  if (reason === undefined) return undefined;
  return { ...what, until, ...(reason.trim() !== '' && { reason: reason.trim() }) };
}

async function askWhat({ dependency, findings }: Judgement): Promise<{ code?: FindingCode } | undefined> {
  const codes = [...new Set(findings.map(({ code }) => code))];
  if (codes.length === 1) return {};
  const everything: vscode.QuickPickItem & { code?: FindingCode } = { label: noiseWords.everything };
  const items = [
    everything,
    ...codes.map((code) => ({ label: noiseWords.finding(code), description: code, code })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'OSPO Lens',
    placeHolder: noiseWords.what(dependency.packageName),
  });
  return picked && (picked.code === undefined ? {} : { code: picked.code });
}

async function askUntil(name: string): Promise<string | undefined> {
  const days = [
    { label: noiseWords.tomorrow, until: today(1) },
    { label: noiseWords.week, until: today(7) },
    { label: noiseWords.month, until: today(30) },
  ].map((item) => ({ ...item, description: item.until }));
  const other = { label: noiseWords.otherDay, until: undefined };
  const picked = await vscode.window.showQuickPick([...days, other], {
    title: 'OSPO Lens',
    placeHolder: noiseWords.until(name),
  });
  return picked && (picked.until ?? (await askDay()));
}

async function askDay(): Promise<string | undefined> {
  const day = await vscode.window.showInputBox({
    title: 'OSPO Lens',
    prompt: noiseWords.whichDay,
    validateInput: (text) => (isLater(text.trim()) ? undefined : noiseWords.whichDay),
  });
  return day?.trim();
}

function isLater(text: string): boolean {
  return isDay(text) && text > today();
}
