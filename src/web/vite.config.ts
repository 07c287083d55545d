import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Built into dist/web by src/build/prepare.mjs; `npm run dev:web` serves it with the API of a service on port 3000 behind it. */
export default defineConfig({
  root: here,
  // JSX by Vite's own compiler.
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: join(here, '..', '..', 'dist', 'web'),
    // prepare.mjs empties it, and keeps its stamp there.
    emptyOutDir: false,
    // Ten-year-old computers: Chrome 109 is the last one for Windows 7 and 8.1.
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    // A picture or a font inside the code would be against the page's content security policy, and is loaded by everybody.
    assetsInlineLimit: 0,
    manifest: 'build-manifest.json',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'frame', test: /node_modules[\\/](?:react|react-dom|scheduler|react-router|@tanstack[\\/](?:react-query|query-core))[\\/]/ }] } },
    },
  },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000', '/uploads': 'http://localhost:3000' } },
  logLevel: 'warn',
});
