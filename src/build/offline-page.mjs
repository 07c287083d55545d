/** What makes the built page one that can be installed and opened without a line: its icons, and the service worker that keeps it. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { build } from 'vite';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const WEB = join(ROOT, 'src', 'web');
const OUT = join(ROOT, 'dist', 'web');
const GROUND = '#005baa';

const svg = readFileSync(join(WEB, 'public', 'favicon.svg'), 'utf8');
/** The picture without its rounded ground. */
const envelope = svg.replace(/<rect[^>]*\/>/, '');

/** @param share of the side that the picture takes; a mask may cut away all but the inner 80 % */
async function icon(name, side, source, share, background) {
  const inner = Math.round(side * share);
  const picture = await sharp(Buffer.from(source), { density: (72 * inner) / 32 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  await sharp({ create: { width: side, height: side, channels: 4, background } })
    .composite([{ input: picture }])
    .png({ compressionLevel: 9 })
    .toFile(join(OUT, 'icons', name));
}

const NOTHING = { r: 0, g: 0, b: 0, alpha: 0 };
mkdirSync(join(OUT, 'icons'), { recursive: true });
await Promise.all([
  icon('icon-192.png', 192, svg, 1, NOTHING),
  icon('icon-512.png', 512, svg, 1, NOTHING),
  icon('maskable-512.png', 512, envelope, 0.7, GROUND),
  icon('apple-touch-icon.png', 180, envelope, 0.8, GROUND),
  // Android shows its outline only.
  icon('badge-96.png', 96, envelope, 1, NOTHING),
]);

/** All scripts and styles but the English texts and the screens of administrators; those and the fonts are kept when they are used. */
const SHELL = [
  '/',
  '/favicon.svg',
  '/manifest.webmanifest',
  ...readdirSync(join(OUT, 'assets'))
    .filter((name) => /\.(?:js|css)$/.test(name) && !/\.en-|^admin-/.test(name))
    .toSorted()
    .map((name) => `/assets/${name}`),
];
const hash = createHash('sha256').update(readFileSync(join(OUT, 'index.html')));
for (const path of SHELL.slice(1)) hash.update(path).update(readFileSync(join(OUT, path)));

await build({
  configFile: false,
  root: WEB,
  publicDir: false,
  define: { BUILD: JSON.stringify(hash.digest('hex').slice(0, 16)), SHELL: JSON.stringify(SHELL) },
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: join(WEB, 'sw', 'sw.ts'),
      output: { format: 'iife', entryFileNames: 'sw.js' },
    },
  },
  logLevel: 'warn',
});
