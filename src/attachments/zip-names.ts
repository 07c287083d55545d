import { toNfc } from '../platform/text/vietnamese.ts';

/** Device names of Windows: a file called so, whatever its extension, cannot be unpacked there. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F<>:"/\\|?*\u2028\u2029]/g;
const INVISIBLE = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Windows counts 255 UTF-16 units; room is left for a number. */
const MAX_BYTES = 240;

/**
 * Names inside a zip, in the order given: safe to unpack on Windows, and each one once ("a.pdf", "a (2).pdf"). Only here are names
 * changed; a single download keeps its name.
 */
export function zipNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [stem, extension] = split(safe(name));
    let free = `${stem}${extension}`;
    for (let n = 2; taken.has(keyOf(free)); n++) free = `${stem} (${n})${extension}`;
    taken.add(keyOf(free));
    return free;
  });
}

/** Windows and macOS see no difference between cases. */
const keyOf = (name: string): string => name.toLowerCase();

function safe(name: string): string {
  const kept = toNfc(name)
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/[. ]+$/, '')
    .trimStart();
  const named = kept === '' ? 'tệp' : kept;
  return shorten(RESERVED.test(named) ? `_${named}` : named);
}

function shorten(name: string): string {
  const [stem, extension] = split(name);
  const letters = Array.from(stem);
  while (Buffer.byteLength(letters.join('') + extension) > MAX_BYTES && letters.length > 1) letters.pop();
  return letters.join('').trimEnd() + extension;
}

function split(name: string): [string, string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 12 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}
