import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readManifest } from '../../scripts/docs/manifest.mjs';
import { findingCodes } from '../../src/core/index';
import {
  commandIds,
  settings as settingTable,
  viewIds,
  windowSettings,
} from '../../src/extension/contributions';

const root = resolve(import.meta.dirname, '../..');

interface Menu {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Setting {
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly tags?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly scope?: string;
}

const manifest = readManifest() as {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly walkthroughs: readonly {
      steps: readonly {
        description: string;
        completionEvents: readonly string[];
        media: { altText: string; image: Readonly<Record<string, string>> };
      }[];
    }[];
    readonly viewsWelcome: readonly { view: string; contents: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { icon: string }[] };
    readonly configuration: {
      readonly properties: Readonly<Record<string, Setting>>;
    };
    readonly jsonValidation: readonly { url: string }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
};
const { contributes, capabilities } = manifest;
const settings = contributes.configuration.properties;

const sorted = (names: readonly string[]) => [...names].sort();

describe('package.json and the extension', () => {
  it('name the same commands', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(commandIds));
  });

  it('name the same views', () => {
    assert.deepEqual(
      sorted(Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id))),
      sorted(viewIds),
    );
  });

  it('name the same settings, each described and with a default', () => {
    assert.deepEqual(
      sorted(Object.keys(settings)),
      sorted(Object.keys(settingTable).map((key) => `ospoLens.${key}`)),
    );
    for (const [key, { markdownDescription = '', ...setting }] of Object.entries(settings)) {
      assert.notEqual(markdownDescription, '', key);
      assert.ok('default' in setting, key);
    }
  });

  it('know which settings hold for a window, so that the editor is not asked for them in another scope', () => {
    const ofWindow = Object.keys(settings).filter((key) => (settings[key]?.scope ?? 'window') === 'window');
    assert.deepEqual(sorted(windowSettings.map((key) => `ospoLens.${key}`)), sorted(ofWindow));
  });

  it('tag the settings that decide on the network, and no others', () => {
    const tagged = Object.keys(settings).filter((key) => settings[key]?.tags?.includes('usesOnlineServices'));
    const network = Object.entries(settingTable).filter(([, reach]) => reach === 'network');
    assert.deepEqual(sorted(tagged), sorted(network.map(([key]) => `ospoLens.${key}`)));
  });

  it('call no setting local whose value is an address, or whose words speak of whom is asked', () => {
    const speaks =
      /\b(?:services?|registry|registries|mirrors?|network|online|offline|asks?|asked|sent|addresse?s?|proxy)\b/i;
    const suspect = Object.entries(settingTable).filter(([key, reach]) => {
      const { markdownDescription = '', default: value } = settings[`ospoLens.${key}`] ?? {};
      return reach === 'local' && (speaks.test(markdownDescription) || /^https?:/.test(String(value)));
    });
    assert.deepEqual(suspect, []);
  });

  it('let the severity of every finding be set, and of no other', () => {
    const { properties = {} } = settings['ospoLens.severity'] ?? {};
    assert.deepEqual(Object.keys(properties), findingCodes);
  });

  it('put every command under one category', () => {
    for (const { command, category, title } of contributes.commands) {
      assert.equal(category, 'OSPO Lens', command);
      assert.ok(title.length > 3, command);
    }
  });

  it('keep no command from the palette', () =>
    assert.deepEqual(contributes.menus['commandPalette'] ?? [], []));

  it('use only commands that there are in menus and welcome texts', () => {
    const inMenus = Object.values(contributes.menus).flatMap((menu) => menu.map(({ command }) => command));
    const inSteps = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ description, completionEvents }) =>
        [description, ...completionEvents].flatMap((text) =>
          [...text.matchAll(/[cC]ommand:(ospoLens\.\w+)(?!\.focus|\w)/g)].map(([, id = '']) => id),
        ),
      ),
    );
    assert.ok(inSteps.length > 3);
    const inWelcome = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/command:(ospoLens\.\w+)/g)].map(([, id = '']) => id),
    );
    const known: readonly string[] = commandIds;
    assert.deepEqual(
      [...inMenus, ...inSteps, ...inWelcome].filter((id) => !known.includes(id)),
      [],
    );
  });

  it('have what a row offers to the mouse in its menu, too, where the keyboard reaches it', () => {
    const ofRows = contributes.menus['view/item/context'] ?? [];
    const inline = ofRows.filter(({ group }) => group?.startsWith('inline'));
    const key = ({ command, when }: Menu) => `${command} ${String(when)}`;
    const inMenu = new Set(ofRows.filter((menu) => !inline.includes(menu)).map(key));
    assert.ok(inline.length > 3);
    assert.deepEqual(
      inline.map(key).filter((one) => !inMenu.has(one)),
      [],
    );
  });

  it('let no untrusted workspace choose the policy or the services; it may only keep names back', () => {
    const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
    const harmless = [
      'ospoLens.enable',
      'ospoLens.check',
      'ospoLens.inlayHints.enabled',
      'ospoLens.communityCatalog',
      'ospoLens.privatePackages',
    ];
    assert.deepEqual(sorted([...restricted, ...harmless]), sorted(Object.keys(settings)));
  });

  it('name files that are there', () => {
    const files = [
      ...contributes.jsonValidation.map(({ url }) => url),
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }) =>
        steps.flatMap(({ media }) => Object.values(media.image)),
      ),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(resolve(root, file))),
      [],
    );
  });

  it('show each step of the walkthrough in three themes, and say what is on the picture', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 6);
    for (const { media, completionEvents } of steps) {
      assert.deepEqual(Object.keys(media.image).sort(), ['dark', 'hc', 'hcLight', 'light']);
      assert.ok(media.altText.length > 40, media.altText);
      assert.ok(completionEvents.length > 0);
    }
  });
});
