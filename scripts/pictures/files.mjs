// Which pictures there are, by name: what npm run screenshots takes, and what README, documents and walkthrough may show.

/** The themes, and what they are called in the names of files. */
export const THEMES = [
  { suffix: 'dark', theme: 'Default Dark Modern' },
  { suffix: 'light', theme: 'Default Light Modern' },
  { suffix: 'hc', theme: 'Default High Contrast' },
];

/** By folder of media/, in the order of taking them. */
export const PICTURES = {
  screenshots: ['overview', 'sidebar', 'hover', 'quick-fix', 'report', 'walkthrough'],
  walkthrough: ['sandbox', 'finding', 'advice', 'ask', 'learn', 'policy'],
};

/** The path of a picture in the repository. */
export const fileOf = (folder, name, suffix) => `media/${folder}/${name}-${suffix}.png`;

/** All of them. */
export const pictureFiles = () =>
  Object.entries(PICTURES).flatMap(([folder, names]) =>
    names.flatMap((name) => THEMES.map(({ suffix }) => fileOf(folder, name, suffix))),
  );
