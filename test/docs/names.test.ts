import { strict as assert } from 'node:assert';
import { readManifest } from '../../scripts/docs/manifest.mjs';
import { HELP } from '../../src/cli/help';
import { commandIds, settings, viewIds } from '../../src/extension/contributions';
import { documents, textOf, writtenText } from './documents';

const { contributes } = readManifest() as {
  readonly contributes: { readonly commands: readonly { readonly title: string }[] };
};
const titles = contributes.commands.map(({ title }) => title);
const options = new Set(HELP.match(/--[a-z][a-z-]+/g));
const commands = new Set([...HELP.matchAll(/^ {2}ospo-lens ([a-z]+(?: [a-z]+)?)/gm)].map(([, name]) => name));

/** What a document names in the text of a pattern. */
const named = (document: string, pattern: RegExp): string[] =>
  [...writtenText(document).matchAll(pattern)].map(([, name = '']) => name);

const unknown = (names: readonly string[], known: Iterable<string | undefined>): string[] => {
  const all = new Set(known);
  return names.filter((name) => !all.has(name));
};

describe('what the documents name', () => {
  for (const document of documents) {
    it(`is there: ${document}`, () => {
      const known = [...Object.keys(settings).map((key) => `ospoLens.${key}`), ...commandIds, ...viewIds];
      assert.deepEqual(unknown(named(document, /\b(ospoLens\.[A-Za-z.]*[A-Za-z])/g), known), []);
      assert.deepEqual(
        unknown(named(document, /\b(OSPO_LENS_[A-Z_]+)/g), HELP.match(/OSPO_LENS_[A-Z_]+/g) ?? []),
        [],
      );
      const runs = named(document, /`?ospo-lens ((?:policy|evidence) [a-z]+|[a-z]+)(?=[ `\n]+[^a-z]|`)/g);
      assert.deepEqual(unknown(runs, [...commands, 'cache clear']), []);
    });
  }

  it('are options that the command line has, where the command line is spoken of', () => {
    const pages = ['README.md', ...documents.filter((name) => name.startsWith('resources/docs/'))];
    for (const page of pages) {
      const ours = named(page, /(?<![\w-]|-- )(--[a-z][a-z-]+)(?![^`\n]*\.test\.ts)/g);
      assert.deepEqual(unknown(ours, options), [], page);
    }
  });

  it('are all commands, settings, options and variables that there are', () => {
    const readme = textOf('README.md');
    for (const name of [...Object.keys(settings).map((key) => `ospoLens.${key}`), ...commandIds])
      assert.ok(readme.includes(`\`${name}\``), name);
    assert.ok(readme.includes(HELP.trim()));
  });

  it('are titles of commands, where a command is named by its title', () => {
    const pages = [
      'README.md',
      'resources/docs/findings.md',
      'resources/docs/what-is-sent.md',
      'resources/docs/accessibility.md',
    ];
    for (const page of pages) {
      const called = named(
        page,
        /(?<!\*)\*(?:OSPO Lens: )?((?:Open|Toggle|Create|Find|Search|What|Get|Ask|End|Snooze|Use|Export) ?[^*\n]*)\*(?!\*)/g,
      );
      assert.deepEqual(unknown(called, titles), [], page);
    }
  });
});
