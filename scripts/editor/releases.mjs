// The VS Code versions that are tested, and the npm packages that hold each as a server for the browser.

/** The oldest VS Code that `engines.vscode` admits. Its ripgrep is a download of its own: findFiles needs one. */
export const MINIMUM = { vscode: '1.100.3', codeServer: '4.100.3', nodeMajor: 20, ripgrep: '1.18.0' };

/** The newest VS Code that was available when the release was made. It asks for a newer Node than ours. */
export const CURRENT = { vscode: '1.139.1', codeServer: '4.139.1', nodeMajor: 24, nodePackage: '24.21.0' };

/** @param {string[]} args the command line, `--current` chooses the newest */
export const releaseOf = (args) => (args.includes('--current') ? CURRENT : MINIMUM);
