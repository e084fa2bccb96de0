// Loaded into a measured Node process and its children: each adds its peak memory, in KiB, to the file named by the environment.
const { appendFileSync } = require('node:fs');

process.on('exit', () => {
  appendFileSync(process.env.OSPO_LENS_BENCH_PEAK, `${process.resourceUsage().maxRSS}\n`);
});
