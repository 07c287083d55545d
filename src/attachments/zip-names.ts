import { toNfc } from '../platform/text/vietnamese.ts';

/** Device names of Windows: a file called so, whatever its extension, cannot be unpacked there. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F<>:"/\\|?*\u2028\u2029]/g;
/** Not the joiners U+200C and U+200D: families of emoji and several scripts fall apart without them, and Windows can write them. */
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
/** Linux counts bytes; Windows counts UTF-16 units, of which there are never more. */
const MAX_BYTES = 255;

/**
 * Names inside a zip, in the order given: safe to unpack on Windows, and each one once ("a.pdf", "a (2).pdf"). Only here are names
 * changed; a single download keeps its name.
 */
export function zipNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const whole = safe(name);
    let free = fit(whole, '');
    for (let n = 2; taken.has(keyOf(free)); n++) free = fit(whole, ` (${n})`);
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
  return RESERVED.test(named) ? `_${named}` : named;
}

/** The name with a number before its extension, its stem cut to what fits. */
function fit(name: string, number: string): string {
  const [stem, extension] = split(name);
  const letters = Array.from(stem);
  const room = MAX_BYTES - Buffer.byteLength(number + extension);
  if (Buffer.byteLength(stem) <= room) return stem + number + extension;
  while (Buffer.byteLength(letters.join('')) > room && letters.length > 1) letters.pop();
  const cut = letters.join('').replace(/[. \u200C\u200D]+$/, '') || '_';
  return cut + number + extension;
}

function split(name: string): [string, string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 12 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}
