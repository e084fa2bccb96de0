import { addAlternative, showAlternative } from './edits';
import { manifestAtHand } from './manifestChoice';
import { pickApproved } from './pickApproved';
import type { Services } from './services';

/** Looks an approved package up by name, need, reason or what it replaces. Enter adds it to the package.json at hand. */
export async function findApproved(services: Services): Promise<void> {
  const picked = await pickApproved(services);
  if (!picked) return;
  const argument = { choice: picked.choice };
  if (manifestAtHand()) await addAlternative(services, argument);
  else await showAlternative(services, argument);
}
