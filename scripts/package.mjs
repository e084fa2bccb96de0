// npm run package: makes the .vsix and prints how large it and its bundles are.
import { main } from './editor/cleanup.mjs';
import { packVsix, sizes } from './editor/vsix.mjs';

await main(async () => {
  const path = await packVsix();
  for (const { name, bytes } of sizes()) console.log(`${(bytes / 1024).toFixed(0).padStart(7)} kB  ${name}`);
  console.log(`Install it with: code --install-extension ${path}`);
});
