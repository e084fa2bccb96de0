import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { findingCodes } from '../../src/core/index';
import type { CheckReport } from '../../src/core/index';
import { FIXTURES, buildOnce, checkJson, copyFixture, runCli } from './cli';

const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../resources/schemas/check-report.schema.json'), 'utf8'),
) as { definitions: { finding: { properties: { code: { enum: string[] } } } } };
const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

/** What every host says of a fixture, offline: `expected.json`. */
function expectedOf({ dependencies, findings, problems }: CheckReport, exit: number) {
  return {
    exit,
    dependencies: dependencies.map(({ name, manifest, scope, version, license, verdict }) => {
      return { name, manifest, scope, version, license, verdict };
    }),
    findings,
    problems,
  };
}

const cases = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(FIXTURES, entry.name, 'package.json')))
  .map(({ name }) => name);

describe('cli check on fixtures', () => {
  before(buildOnce);

  it('has every code of a finding in its schema', () =>
    assert.deepEqual([...schema.definitions.finding.properties.code.enum].sort(), [...findingCodes].sort()));

  for (const name of cases) {
    it(name, async () => {
      const workspace = copyFixture(name);
      try {
        const { ran, report } = await checkJson(workspace.folder, ['--offline']);
        assert.equal(validate(report), true, JSON.stringify(validate.errors, undefined, 2));
        assert.equal(ran.err, '');
        const actual = expectedOf(report, ran.code);
        const file = join(FIXTURES, name, 'expected.json');
        if (process.env['UPDATE_EXPECTED'] === '1')
          writeFileSync(file, `${JSON.stringify(actual, undefined, 2)}\n`);
        assert.deepEqual(actual, JSON.parse(readFileSync(file, 'utf8')));
        assert.doesNotMatch(ran.out, /secret|\/tmp\//);
      } finally {
        workspace.remove();
      }
    });

    it(`${name}, as text: the place first, a summary last, no colors`, async () => {
      const workspace = copyFixture(name);
      try {
        const { out, code } = await runCli(workspace.folder, ['check', '--offline']);
        const expected = JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')) as {
          exit: number;
          findings: CheckReport['findings'];
        };
        assert.equal(code, expected.exit);
        for (const { manifest, line, column, message } of expected.findings)
          assert.ok(
            out
              .split('\n')
              .some((text) => text.startsWith(`${manifest}:${line}:${column}  `) && text.includes(message)),
            message,
          );
        assert.match(
          out.trimEnd().split('\n').at(-1) ?? '',
          /^\d+ dependenc(y|ies): .* Offline: no service was asked\.$/,
        );
        assert.doesNotMatch(out, /\u001b/);
      } finally {
        workspace.remove();
      }
    });
  }
});
