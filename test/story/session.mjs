// What the script that runs the stories hands to them: { page, workspace }.
export const session = {};
