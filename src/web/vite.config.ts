import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Libraries change seldom, the shared parts with each release; a screen then costs its own file and nothing else (goals.md row 15). */
const CHUNKS = [
  {
    name: 'libraries',
    priority: 3,
    test: /rolldown[\\/]runtime|node_modules[\\/](?:react|react-dom|scheduler|react-router|@tanstack[\\/](?:react-query|query-core)|idb-keyval)[\\/]/,
  },
  {
    // Icons too: one that two screens use would otherwise be a file of its own, or part of the other screen.
    name: 'base',
    priority: 2,
    test: /node_modules[\\/]lucide-react|src[\\/]web[\\/](?:main|routes|api|app(?![\\/]session-expired)|words|offline|tour[\\/]tour-(?:state|offer)|ui(?![\\/]lazy)|screens[\\/](?:me[\\/]posts|outgoing[\\/]type-names)|texts[\\/](?:catalogue|language|common\.vi|offline\.vi|home\.vi|practice\.vi))/,
  },
  {
    // Writing, sending and the book share most of what they are made of. What sends files (tus) comes with the first file.
    name: 'outgoing',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/](?:composer|outgoing|registers[\\/]outgoing-register)|texts[\\/](?:outgoing|composer)\.vi)/,
  },
  {
    // Drafts and paper that is entered send files alike.
    name: 'uploads',
    priority: 1,
    test: /src[\\/]web[\\/]uploads[\\/](?!transfer)/,
  },
  {
    // Both books look alike; without this it would be part of the outgoing one, and the incoming one would load all of that.
    name: 'register',
    priority: 4,
    test: /screens[\\/]registers[\\/]register\.css/,
  },
  {
    // Long lists: boards, trees and books need it, the inbox does not.
    name: 'virtual',
    priority: 1,
    test: /node_modules[\\/]@tanstack[\\/](?:react-virtual|virtual-core)|src[\\/]web[\\/]ui[\\/]lazy[\\/]lines/,
  },
  {
    // What the screens of administrators have in common; without this each of them would load the largest of the others.
    name: 'admin-parts',
    priority: 1,
    test: /src[\\/]web[\\/](?:screens[\\/](?:admin[\\/](?:parts[\\/]|audit[\\/]save-text|more[\\/]secret-once|imports[\\/]import-rows|accounts[\\/]handover)|lists[\\/]list-(?:standing|mark)|custody[\\/]vacancies)|ui[\\/]lazy[\\/]long-table|texts[\\/](?:admin-words|lists|custody)\.vi)/,
  },
  {
    // From the list to the first document: one file for the whole road.
    name: 'people',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/](?:lists|custody|practising|readiness)[\\/](?!lazy)|texts[\\/](?:practising|readiness)\.vi)/,
  },
  {
    // One group: who books for a unit and who arranges the week see the same sessions.
    name: 'training',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]training[\\/]|texts[\\/]training(?:-door)?\.vi)/,
  },
  {
    name: 'me',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]me[\\/](?!delegation-form)|texts[\\/](?:me|delegations)\.vi)/,
  },
  {
    name: 'sign-in',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]sign-in|app[\\/]session-expired|texts[\\/]sign-in\.vi)/,
  },
  {
    // Its windows use parts of it; without this each part would be a file of its own.
    name: 'incoming',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]incoming(?![\\/]lazy)|texts[\\/]incoming(?:-document)?\.vi)/,
  },
  {
    name: 'cutover',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]cutover[\\/](?!public)|texts[\\/]cutover(?:-inboxes|-mails)?\.vi)/,
  },
  {
    // Old mail and mail that still comes are shown by the same parts.
    name: 'mails',
    priority: 0,
    test: /src[\\/]web[\\/](?:screens[\\/]mails(?![\\/]lazy)|texts[\\/](?:arrived-)?mails\.vi)/,
  },
  {
    name: 'connections',
    priority: 1,
    test: /src[\\/]web[\\/](?:screens[\\/]admin[\\/]more[\\/](?!secret-once)|texts[\\/]admin-more\.vi)/,
  },
  {
    // Seldom looked at, and a room of its own.
    name: 'calendar',
    priority: 1,
    test: /src[\\/]web[\\/](?:screens[\\/]admin[\\/]calendar|texts[\\/]calendar\.vi)/,
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
