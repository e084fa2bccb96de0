import { readJson } from './jsonTree';
import { MAX_LENGTH, type TreeAnswer } from './tree';
import { readYaml } from './yamlTree';
import { t } from '../present/language';

/**
 * Reads a document in YAML or JSON (comments allowed); which of both, the text says itself: what begins with `{` or a
 * JSON comment is JSON, unless it is YAML only (`{a: 1}`).
 */
export function readDocument(text: string, file: string): TreeAnswer {
  if (text.length > MAX_LENGTH) {
    const span = { start: 0, end: 0 };
    const message = t('This file is longer than {0} characters; it is not read.', MAX_LENGTH);
    return {
      tree: undefined,
      problems: [{ code: 'policy.too-large', severity: 'error', message, file, span }],
    };
  }
  if (!/^\uFEFF?\s*(\{|\/\/|\/\*)/.test(text)) return readYaml(text, file);
  const json = readJson(text, file);
  if (json.problems.length === 0) return json;
  const yaml = readYaml(text, file);
  return yaml.problems.some(({ code }) => code === 'policy.syntax') ? json : yaml;
}
