// What the report names, against what is on disk.

/**
 * @param {object[]} reported `packages` of the JSON report
 * @param {Map<string, import('./disk.mjs').OnDisk>} disk
 * @param {object} manifest the project's package.json
 * @returns {{equal: number, byFile: number, absent: number, bundled: number, faults: string[]}} `byFile`: their license
 *   file decides; `absent`: optional packages of other
 *   platforms, which lockfiles name and nobody installs; `bundled`: what archives bring along, which only npm locks
 */
export function compare(reported, disk, manifest) {
  const faults = [];
  const counts = { equal: 0, byFile: 0, absent: 0, bundled: 0 };
  const named = new Set();
  for (const one of reported) {
    const id = `${one.name}@${one.version}`;
    named.add(id);
    const onDisk = disk.get(id);
    if (onDisk === undefined) {
      if (mayBeAbsent(one, disk, manifest)) counts.absent += 1;
      else faults.push(`not installed: ${id} (${one.path.join(' › ')})`);
    } else if (onDisk.licenses.has(one.declared ?? '')) counts.equal += 1;
    else if (isByFile(one)) counts.byFile += 1;
    else
      faults.push(
        `${id}: reported ${one.declared ?? 'no license'}, on disk ${[...onDisk.licenses].join(' or ')}`,
      );
  }
  for (const { id, bundled } of disk.values()) {
    if (named.has(id)) continue;
    if (bundled) counts.bundled += 1;
    else faults.push(`not reported: ${id}`);
  }
  return { ...counts, faults };
}

/** The first step of the way that is not installed must be one that the step before it can do without. */
function mayBeAbsent({ path }, disk, manifest) {
  const at = path.findIndex((id) => !disk.has(id));
  const missing = path[at].slice(0, path[at].lastIndexOf('@'));
  if (at === 0) return manifest.optionalDependencies?.[missing] !== undefined;
  return disk.get(path[at - 1]).optional.has(missing);
}

/** Whether a license file spoke, as it does where package.json states nothing that can be read. */
function isByFile({ source }) {
  return source !== null && !source.endsWith('/package.json') && source.startsWith('node_modules/');
}
