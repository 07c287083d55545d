import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { built } from '../built.ts';

export const PAGE_FOLDER = built('web');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** A file of the page as it is handed out. */
export interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  /** Content codings made at build time. */
  readonly codings: readonly string[];
}

/** The files of the built page by their address; empty when there is no build. Nothing outside this list is ever opened. */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const known = new Set(paths);
  return new Map(
    paths.flatMap((path) => {
      const type = TYPES[extname(path)];
      if (!type) return [];
      const address = path.slice(folder.length).split(sep).join('/');
      const codings = ENCODINGS.filter(({ ending }) => known.has(path + ending)).map(({ name }) => name);
      const etag = `"${createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 22)}"`;
      return [[address, { path, type, etag, codings }] as const];
    }),
  );
}

/** Which of the made codings the browser takes, the smallest first; null: as it is. */
export function codingFor(file: PageFile, acceptEncoding: string | undefined): { name: string; ending: string } | null {
  const taken = new Set(
    (acceptEncoding ?? '')
      .split(',')
      .map((part) => part.trim().split(';'))
      .filter(([, quality]) => !/^\s*q=0(?:\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name),
  );
  return ENCODINGS.find(({ name }) => file.codings.includes(name) && taken.has(name)) ?? null;
}
