// The page as static files in packages/cli/studio, from the built packages; Vite comes from this folder alone.
import { fileURLToPath } from 'node:url';

export async function buildStudio() {
  const { build } = await import('vite');
  await build({ root: fileURLToPath(new URL('.', import.meta.url)), logLevel: 'warn' });
}
