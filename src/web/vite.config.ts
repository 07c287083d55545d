import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Libraries change seldom, the shared parts with each release; a screen then costs its own file and nothing else (goals.md row 15). */
const CHUNKS = [
  {
    name: 'libraries',
    priority: 2,
    test: /rolldown[\\/]runtime|node_modules[\\/](?:react|react-dom|scheduler|react-router|@tanstack[\\/](?:react-query|query-core))[\\/]/,
  },
  {
    name: 'base',
    priority: 1,
    test: /src[\\/]web[\\/](?:main|routes|api|app(?![\\/]session-expired)|words|ui(?![\\/]lazy)|texts[\\/](?:catalogue|language|common\.vi))/,
  },
  {
    name: 'sign-in',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]sign-in|app[\\/]session-expired|texts[\\/]sign-in\.vi)/,
  },
  {
    // Administrators go from one of these screens to the next all day; icons and words of each would be a file of their own.
    name: 'admin',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]admin|texts[\\/](?:admin-[a-z]+|audit)\.vi)/,
  },
];

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
      // Libraries mark what must run in a browser; all of this does.
      onLog: (level, log, handle) => void (log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log)),
      output: { codeSplitting: { groups: CHUNKS } },
    },
  },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000', '/uploads': 'http://localhost:3000' } },
  logLevel: 'warn',
});
