// Loaded before the command line (`node --import`): its cache cannot be written, or it dies while it writes.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { FAULT_CODE: code, FAULT_FOLDER: folder = '' } = process.env;

const isBroken = (path) => String(path).startsWith(folder);

/** Half of the content arrives, then the process is gone: no handler of its own can run. */
function dieIn(path, data) {
  fs.writeFileSync(path, String(data).slice(0, String(data).length / 2));
  process.kill(process.pid, 'SIGKILL');
}

function fail(path) {
  throw Object.assign(new Error(`${code}: the test's broken disk, ${path}`), { code, path });
}

for (const name of ['writeFile', 'appendFile', 'mkdir', 'rename', 'link', 'open']) {
  const real = fs.promises[name];
  fs.promises[name] = async (path, ...rest) => {
    const isWriting = name !== 'open' || (rest[0] ?? 'r') !== 'r';
    if (!isBroken(path) || !isWriting) return real.call(fs.promises, path, ...rest);
    if (code !== 'SIGKILL') return fail(path);
    if (name === 'writeFile' || name === 'appendFile') dieIn(path, rest[0]);
    return real.call(fs.promises, path, ...rest);
  };
}
syncBuiltinESMExports();
