// Child processes: run to the end, or start and stop.
import { spawn } from 'node:child_process';
import { fail, onCleanup } from './cleanup.mjs';

const windows = process.platform === 'win32';
const TAIL_LINES = 40;

// The editor's optional native modules are not built here, and it says so at length.
const NOISE = /spdlog|bindings|node:internal|native-watchdog/;

/** Collects a child's output and keeps its last lines, to show only when something fails. */
export function keepTail(child) {
  const lines = [];
  const keep = (chunk) => {
    lines.push(
      ...chunk
        .toString()
        .split('\n')
        .filter((line) => line.trim() && !NOISE.test(line)),
    );
    lines.splice(0, Math.max(0, lines.length - TAIL_LINES));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => lines.join('\n');
}

/** Runs a command quietly to its end. Resolves to what it printed; rejects with the end of that when it fails. */
export function runQuietly(command, args, options = {}) {
  const { child, closed } = startInGroup(command, args, options);
  const tail = keepTail(child);
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    void closed.then((code) =>
      code === 0
        ? resolve(printed)
        : reject(fail(`${command} ${args.join(' ')} ended with ${code}:\n${tail()}`)),
    );
  });
}

/** Runs a command whose output goes to this terminal; resolves to its exit code. */
export function runVisibly(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Starts a process in a group of its own; what then still runs of the group is ended at the end. */
export function startInGroup(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: !windows, ...options });
  const closed = new Promise((resolve) => child.once('close', resolve));
  onCleanup(() => stopGroup(child, closed));
  return { child, closed };
}

async function stopGroup(child, closed) {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (!signalGroup(child, 'SIGTERM')) return;
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
  await closed;
  clearTimeout(force);
}

function signalGroup(child, signal) {
  try {
    if (!windows) return process.kill(-child.pid, signal);
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return child.exitCode === null;
  } catch {
    return false;
  }
}

/** The environment without what `npm run` adds about this package: a nested npm would take it for its own. */
export function plainEnvironment(extra = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix|command|execpath|node_execpath)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...extra };
}
