/** Makes every writing below a folder fail. */
export function breakDisk(code: string, folder: string): { mend: () => void; refused: () => number };
