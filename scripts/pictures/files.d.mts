/** The paths of all pictures in the repository that the script takes. */
export function pictureFiles(): readonly string[];
