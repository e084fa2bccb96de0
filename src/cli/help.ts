/** What `ospo-lens help` says. */
export const HELP = `ospo-lens: what your open source policy says of your dependencies

  ospo-lens check [DIR|FILE…]            Judge the dependencies of every package.json below DIR (default: .), or
                                         of FILE, a package.json, and all that they bring by the lockfile;
                                         what .gitignore leaves out is left out, unless it is named itself
  ospo-lens review [DIR|FILE…]           List what to ask the OSPO about: packages that are denied, unknown or need review,
                                         each once over all manifests, with the places that use them
  ospo-lens explain PACKAGE[@RANGE]      Show the whole trace behind a verdict
  ospo-lens sent [DIR|FILE…]             Show which service would be told which name, and send nothing
  ospo-lens policy import FILE           Write a policy from the configuration of another tool: dependency-review-action
                                         (or a workflow with it), licensee, license-checker, cargo-deny, ORT, licensed
  ospo-lens policy test [DIR]            Show licenses that no rule mentions, and rules that never matched
  ospo-lens evidence build [DIR|FILE…] --output FOLDER
                                         Write an evidence mirror: what services say of all dependencies below DIR, as
                                         static files for any web server (resources/docs/evidence-mirror.md)
  ospo-lens cache [clear]                Show, or remove, the answers of services that are kept on disk
  ospo-lens help                         This text (also --help, -h)
  ospo-lens --version                    The version (also -v)

Options of check, review, explain, sent and policy test
  --policy FILE       The policy; without it, ospo-policy.yaml (.yml, .json) beside or above each
                      package.json, also in .github, else the built-in default, which is only a default
  --offline           Ask no service: lockfile, installed packages and the built-in snapshot answer
  --timeout SECONDS   What the network may take altogether (default: 60)
  --cache-dir DIR     Where answers of services are kept
  --mirror URL        The evidence mirror of your organization (…/index.json, with an optional #sha256-… behind it),
                      asked before public services
  --mirror-only       Ask the mirror and your own registries, no public service
  --no-color          No colors; NO_COLOR does the same

Options of check
  --direct            Only the dependencies that package.json names, not what they bring
  --format FORMAT     text (default), json (resources/schemas/check-report.schema.json), sarif,
                      markdown (the report of all manifests) or csv (a row for each dependency)
  --community         Show what the community suggests (module-replacements), as hints; also of explain.
                      A policy can decide it for all

Options of review
  --format FORMAT     text (default), markdown, csv or json

Options of sent
  --format FORMAT     text (default) or json

Options of policy import
  -o, --output FILE   Write there instead of to the standard output; a file that exists is kept

Options of evidence build (--policy, --timeout (default: 900), --cache-dir and --no-color as above)
  -o, --output FOLDER Where the files go; index.json is written last
  --packages FILE     Further packages, one NAME@VERSION or NAME@RANGE a line

Options of cache
  --cache-dir DIR     Another folder than the default one
  --format FORMAT     text (default) or json

Exit codes
  0  no finding at error or warning level; review: the list is complete, whether or not it is empty
  1  findings at error or warning level, or a package.json or policy that could not be read in full
  2  could not run: bad arguments, no such file or policy, no package.json found

Environment
  OSPO_LENS_DEPSDEV_URL, OSPO_LENS_SCORECARD_URL, OSPO_LENS_OSV_URL
                      Base addresses of deps.dev, of the Scorecard service and of OSV, or of your mirrors;
                      empty: not asked
  OSPO_LENS_MIRROR_URL, OSPO_LENS_MIRROR_ONLY
                      The evidence mirror, as --mirror; 1: as --mirror-only
  OSPO_LENS_PUBLIC_MIRRORS
                      Addresses, with commas, of registries that only mirror the public one; packages of
                      any other registry are private, and their names are sent to that registry alone

The npm registry is the one that npm is configured to use (.npmrc, environment).
`;
