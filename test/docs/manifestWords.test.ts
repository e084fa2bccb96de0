import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { manifestWords, readManifest } from '../../scripts/docs/manifest.mjs';

const english = manifestWords();
const languages = readdirSync('.').flatMap((name) => /^package\.nls\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);
const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);

/** What a button of a text runs, and what stands in code: the same in every language. */
const links = (words: string) => words.match(/\]\([^)]+\)|`[^`]+`/g)?.sort() ?? [];

describe('the words of package.json', () => {
  it('are keys, each with its words, and no words without a key', () => {
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
    assert.doesNotMatch(JSON.stringify(readManifest()), /"%[^%"]+%"/);
  });

  it('are keys wherever people read: titles, names and descriptions', () => {
    const read =
      /"(?:title|shortTitle|name|contents|description|markdownDescription|altText|label)": "(?!%|OSPO Lens"|ospo-lens")[^"]+"/g;
    assert.deepEqual(readFileSync('package.json', 'utf8').match(read) ?? [], []);
    const lists = /"(?:enum|markdownEnum)Descriptions": \[\s*"(?!%)/;
    assert.doesNotMatch(readFileSync('package.json', 'utf8'), lists);
  });

  it('are there in German', () => assert.deepEqual(languages, ['de']));

  for (const language of languages) {
    const words = manifestWords(language);
    it(`are complete in ${language}, in the same order, and no more`, () =>
      assert.deepEqual(Object.keys(words), Object.keys(english)));

    it(`run the same commands in ${language}, and name the same files and settings`, () => {
      for (const [key, text] of Object.entries(words)) {
        assert.notEqual(text.trim(), '', key);
        assert.deepEqual(links(text), links(english[key] ?? ''), key);
      }
    });

    it(`are other words in ${language} than in English`, () => {
      const same = Object.entries(words).filter(([key, text]) => text === english[key]);
      assert.ok(same.length < Object.keys(english).length / 20, same.join());
    });
  }
});
