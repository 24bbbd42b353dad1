// The page as static files: packages come from the workspace, by their `exports`, as anybody's bundler takes them.
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    outDir: '../../packages/cli/studio',
    emptyOutDir: true,
    chunkSizeWarningLimit: 4096,
    rolldownOptions: { checks: { bundlerTimings: false } },
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es', rolldownOptions: { checks: { bundlerTimings: false } } },
});
