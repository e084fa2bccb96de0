import { fail } from './cleanup.mjs';

/** Waits for work, but no longer than a limit: rejects then. What the work started is ended by the cleanup. */
export async function withinLimit(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(fail(`No end within ${milliseconds / 1000} seconds.`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
