// Keeps what V8 compiled of a command beside it, so that a start does not compile it again.
//
// `dist/checkCommand.js` becomes a small stub; the bundle lies beside it as `checkCommand.code`, and what V8 made of it
// when it judged a project once as a `.cache` that is named after the program, platform and processor that made it. Any other
// one finds no such file, and V8 refuses what does not fit: then the bundle is compiled as ever.
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** @param workspace a folder with a package.json and a lockfile, to run the command on */
export async function addCodeCache(dist, command, workspace) {
  const bundle = join(dist, `${command}.js`);
  const text = await readFile(bundle, 'latin1');
  const code = `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
  await writeFile(join(dist, `${command}.code`), code, 'latin1');
  await writeFile(bundle, stub(command));
  const cache = join(
    resolve(dist),
    `${command}.${process.version}-${process.platform}-${process.arch}.cache`,
  );
  await rm(cache, { force: true });
  await warm(resolve(dist), command, cache, workspace);
}

const stub = (command) => `'use strict';
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const base = __dirname + '/${command}.';
const read = () => {
  try {
    return readFileSync(base + process.version + '-' + process.platform + '-' + process.arch + '.cache');
  } catch {
    return undefined;
  }
};
const script = new Script(readFileSync(base + 'code', 'latin1'), { filename: base + 'code', cachedData: read() });
script.runInThisContext()(module.exports, require, module, __filename, __dirname);
`;

/** Runs the command as a user would; what was compiled on the way is kept when it ends. */
async function warm(dist, command, cache, workspace) {
  const program = `
    let kept;
    const { Script } = require('node:vm');
    const run = Script.prototype.runInThisContext;
    Script.prototype.runInThisContext = function (...args) { kept = this; return run.apply(this, args); };
    const exit = process.exit;
    process.exit = (code) => {
      require('node:fs').writeFileSync(${JSON.stringify(cache)}, kept.createCachedData());
      exit(0);
    };
    process.argv = [process.argv[0], ${JSON.stringify(join(dist, 'cli.js'))}, 'check', '--offline'];
    require(process.argv[1]);
  `;
  await promisify(execFile)(process.execPath, ['-e', program], {
    cwd: workspace,
    env: { PATH: process.env.PATH, HOME: workspace, XDG_CACHE_HOME: join(workspace, '.cache') },
  });
}
