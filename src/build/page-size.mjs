/** What a browser loads until each screen can be used: files and bytes, gzip. Run after the build. `--json` for programs. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'web');

/** @returns {{screen: string, scripts: number, js: number, css: number, files: number}[]} bytes; one row per screen, the frame included, without what it loads later */
export function pageSizes(folder = FOLDER) {
  const manifest = JSON.parse(readFileSync(join(folder, 'build-manifest.json'), 'utf8'));
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const frame = Object.keys(manifest).filter((key) => index.includes(manifest[key].file));
  const screens = Object.keys(manifest).filter(
    (key) =>
      (key.startsWith('screens/') && !key.includes('/lazy/')) ||
      /^_(?:sign-in|incoming|outgoing|admin|mails|calendar|connections|cutover|people|training)-[^.]*\.js$/.test(key),
  );
  return screens.toSorted().map((screen) => {
    const chunks = needed(manifest, [...frame, screen]);
    const js = [...chunks].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
    const css = new Set([...chunks].flatMap((key) => manifest[key].css ?? []));
    return { screen, scripts: js.length, js: sum(folder, js), css: sum(folder, css), files: js.length + css.size };
  });
}

/** The chunks behind some others, themselves included. */
function needed(manifest, keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    needed(manifest, manifest[key].imports ?? [], seen);
  }
  return seen;
}

const sum = (folder, files) => [...files].reduce((bytes, file) => bytes + gzipSize(join(folder, file)), 0);
const gzipSize = (file) => statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = pageSizes();
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
  else
    for (const { screen, js, css, files } of rows)
      console.log(
        `${screen.padEnd(44)} ${(js / 1000).toFixed(1).padStart(6)} kB JS  ${(css / 1000).toFixed(1).padStart(5)} kB CSS  ${files} files`,
      );
}
