import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What writes into a folder. */
const WRITING = /** @type {const} */ (['writeFile', 'appendFile', 'mkdir', 'rename', 'link', 'open']);

/** Half of the content arrives, then the process is gone: no handler of its own can run. */
function dieIn(path, data) {
  fs.writeFileSync(path, String(data).slice(0, String(data).length / 2));
  process.kill(process.pid, 'SIGKILL');
}

/**
 * From now on every writing below a folder fails with a code of the system, or (`SIGKILL`) ends the process in the
 * middle of it. Modules that were loaded before may hold on to the whole functions.
 *
 * @param {string} code
 * @param {string} folder
 * @returns {{ mend: () => void, refused: () => number }} what makes the disk whole again; how often it refused
 */
export function breakDisk(code, folder) {
  const whole = Object.fromEntries(WRITING.map((name) => [name, fs.promises[name]]));
  let refusals = 0;
  const fail = (path) => {
    refusals += 1;
    throw Object.assign(new Error(`${code}: the test's broken disk, ${path}`), { code, path });
  };
  for (const name of WRITING) {
    fs.promises[name] = async (path, ...rest) => {
      const isWriting = name !== 'open' || (rest[0] ?? 'r') !== 'r';
      if (!String(path).startsWith(folder) || !isWriting) return whole[name].call(fs.promises, path, ...rest);
      if (code !== 'SIGKILL') return fail(path);
      if (name === 'writeFile' || name === 'appendFile') dieIn(path, rest[0]);
      return whole[name].call(fs.promises, path, ...rest);
    };
  }
  syncBuiltinESMExports();
  return {
    mend: () => {
      Object.assign(fs.promises, whole);
      syncBuiltinESMExports();
    },
    refused: () => refusals,
  };
}
