// Waiting for what is to be seen: none of it sleeps for a time of its own.
import { strict as assert } from 'node:assert';

const PATIENCE_MS = 30_000;

/** Repeats a look until it gives something true. @param instead tells what was seen instead @returns what it gave */
export async function until(what, look, instead) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await tolerant(look);
    if (seen) return seen;
    if (Date.now() > end)
      assert.fail([`Never seen: ${what}`, ...(instead ? ['', 'but:', instead()] : [])].join('\n'));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A frame that goes while one looks into it was not the one to look into; what does not come in time may come by the next look. */
async function tolerant(look) {
  try {
    return await look();
  } catch (error) {
    if (error.name === 'TimeoutError') return undefined;
    if (/Frame was detached|Execution context was destroyed/.test(error.message)) return undefined;
    throw error;
  }
}

/** Waits for something for as long as one look may take. @returns whether it came */
export function seen(locator, timeout = 3000) {
  return locator.waitFor({ timeout }).then(
    () => true,
    (error) => (error.name === 'TimeoutError' ? false : Promise.reject(error)),
  );
}

/** Presses a key where something inside of `within` has the focus, and nowhere else. @returns whether it had */
export async function pressIn(page, key, within) {
  await page.evaluate(guardKeys, within);
  await page.keyboard.press(key);
  // A window that is loaded anew by it knows nothing of it any more.
  return page
    .evaluate(() => globalThis.endGuard?.() ?? true)
    .catch((error) => /Execution context was destroyed/.test(error.message) || Promise.reject(error));
}

/** In the page: lets keys through to what is inside, and to nothing else. */
function guardKeys(within) {
  let wasTaken = false;
  const listen = (event) => {
    wasTaken = Boolean(event.target.closest?.(within));
    if (wasTaken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  globalThis.addEventListener('keydown', listen, true);
  globalThis.endGuard = () => {
    globalThis.removeEventListener('keydown', listen, true);
    return wasTaken;
  };
}
