import * as vscode from 'vscode';
import type { ApprovedPackage } from '../../core/index';
import {
  adviceText,
  approvedPackages,
  approvedSearch,
  firstPolicy,
  fitOf,
  purposeText,
} from '../../core/index';
import { openAddress } from './openAddress';
import { addAlternative, showAlternative } from './edits';
import { manifestAtHand } from './manifestChoice';
import type { Services } from './services';

interface Item extends vscode.QuickPickItem {
  /** Missing where the row only says that nothing fits. */
  readonly approved?: ApprovedPackage;
}

const GUIDE = 'link-external';

/** Looks an approved package up by name, need, reason or what it replaces. Enter adds it to the package.json at hand. */
export async function findApproved(services: Services): Promise<void> {
  const { environments } = services;
  const environment = environments.current() ?? (await environments.loadCurrent());
  const approved = environment ? approvedPackages(environment.policy) : [];
  if (approved.length === 0) {
    void vscode.window.showInformationMessage(
      environment?.policy.isDefault === true ? firstPolicy.spoken : approvedSearch.nothing,
    );
    return;
  }
  const picked = await pick(approved);
  if (!picked) return;
  const argument = { choice: picked.choice };
  if (manifestAtHand()) await addAlternative(services, argument);
  else await showAlternative(services, argument);
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
