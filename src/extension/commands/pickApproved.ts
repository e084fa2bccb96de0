import * as vscode from 'vscode';
import type { AlternativeChoice, ApprovedPackage } from '../../core/index';
import {
  adviceText,
  approvedPackages,
  approvedSearch,
  firstPolicy,
  fitOf,
  purposeText,
} from '../../core/index';
import { openAddress } from './openAddress';
import type { Services } from './services';

interface Item extends vscode.QuickPickItem {
  /** Missing where the row only says that nothing fits. */
  readonly approved?: ApprovedPackage;
}

const GUIDE = 'link-external';

/** Which approved packages are meant, and what is said where there are none of them. */
interface Wanted {
  readonly isMeant: (choice: AlternativeChoice) => boolean;
  readonly nothing: string;
}

/** The approved package that is handed over, else one that is looked up. */
export async function approvedChoice(
  services: Services,
  argument: unknown,
  wanted?: Wanted,
): Promise<AlternativeChoice | undefined> {
  const { choice } = (argument ?? {}) as { choice?: AlternativeChoice };
  return choice ?? (await pickApproved(services, wanted))?.choice;
}

/** Lets an approved package be looked up by name, need, reason or what it replaces. */
export async function pickApproved(
  { environments }: Services,
  { isMeant, nothing }: Wanted = { isMeant: () => true, nothing: approvedSearch.nothing },
): Promise<ApprovedPackage | undefined> {
  const environment = environments.current() ?? (await environments.loadCurrent());
  const approved = environment ? approvedPackages(environment.policy) : [];
  const meant = approved.filter(({ choice }) => isMeant(choice));
  if (meant.length > 0) return pick(meant);
  const isDefault = environment?.policy.isDefault === true;
  void vscode.window.showInformationMessage(isDefault ? firstPolicy.spoken : nothing);
  return undefined;
}

function pick(approved: readonly ApprovedPackage[]): Promise<ApprovedPackage | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = approvedSearch.title;
  picker.placeholder = approvedSearch.placeholder;
  picker.items = itemsFor(approved, '');
  picker.onDidChangeValue((typed) => (picker.items = itemsFor(approved, typed)));
  picker.onDidTriggerItemButton(({ item }) => {
    const link = item.approved?.choice.link;
    if (link !== undefined) void openAddress(link);
  });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const chosen = picker.activeItems[0]?.approved;
      if (!chosen) return;
      resolve(chosen);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Best fit first, else as the policy ranks them: the editor shall not choose anew among them. */
function itemsFor(approved: readonly ApprovedPackage[], typed: string): Item[] {
  const items = approved
    .flatMap((one) => {
      const fit = fitOf(one, typed, true);
      return fit === undefined ? [] : [{ one, fit }];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ one }) => toItem(one));
  return items.length > 0 ? items : [{ label: approvedSearch.nothingFound(typed.trim()), alwaysShow: true }];
}

function toItem(approved: ApprovedPackage): Item {
  const { choice } = approved;
  const advice = adviceText(choice);
  return {
    label: choice.name,
    description: [choice.range, purposeText(approved)].filter(Boolean).join(' · '),
    ...(advice !== '' && { detail: advice }),
    buttons:
      choice.link === undefined
        ? []
        : [{ iconPath: new vscode.ThemeIcon(GUIDE), tooltip: approvedSearch.guide }],
    alwaysShow: true,
    approved,
  };
}
