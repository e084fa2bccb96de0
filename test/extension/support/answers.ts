import * as vscode from 'vscode';

/** A question in the middle of the window, as a person reads it. */
export interface Asked {
  readonly title: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** What was asked, and which addresses were opened. */
export interface Seen {
  readonly asked: readonly Asked[];
  readonly opened: readonly string[];
}

type Replaced = { showInformationMessage: unknown };
type ReplacedEnv = { openExternal: unknown };

/**
 * Answers questions by pressing the button of that label, where an editor under test refuses to show them, and notes what
 * would open instead of opening it. The real dialogs are driven in test/story.
 *
 * @param press the label of a button; `undefined` presses none
 * @param opens whether the editor is let open an address
 */
export async function answering(
  press: string | undefined,
  work: () => Thenable<unknown>,
  opens = true,
): Promise<Seen> {
  const seen = { asked: [] as Asked[], opened: [] as string[] };
  const window = vscode.window as unknown as Replaced;
  const env = vscode.env as unknown as ReplacedEnv;
  const before = { show: window.showInformationMessage, open: env.openExternal };
  window.showInformationMessage = (title: string, options: unknown, ...rest: string[]) => {
    const { detail = '' } = (typeof options === 'object' ? options : {}) as vscode.MessageOptions;
    const buttons = typeof options === 'string' ? [options, ...rest] : rest;
    seen.asked.push({ title, detail, buttons });
    return Promise.resolve(buttons.find((one) => one === press));
  };
  env.openExternal = (address: string) => {
    seen.opened.push(address);
    return Promise.resolve(opens);
  };
  try {
    await work();
  } finally {
    window.showInformationMessage = before.show;
    env.openExternal = before.open;
  }
  return seen;
}
