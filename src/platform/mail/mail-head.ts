/** One header field as it came: unfolded, not decoded. */
export interface HeaderLine {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

/** More of a head is not looked at: a real one has a tenth of it. */
export const MAX_HEAD_BYTES = 256 * 1024;
const MAX_LINES = 2000;

/**
 * Where the head of a message ends: the length of its header fields with the empty line behind them, whichever way its lines end.
 * @returns -1 when the end has not come yet
 */
export function headLength(bytes: Buffer): number {
  if (bytes[0] === 0x0a) return 1;
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return 2;
  for (let i = bytes.indexOf(0x0a); i !== -1; i = bytes.indexOf(0x0a, i + 1)) {
    if (bytes[i + 1] === 0x0a) return i + 2;
    if (bytes[i + 1] === 0x0d && bytes[i + 2] === 0x0a) return i + 3;
  }
  return -1;
}

/** The header fields in their order. What is no field (RFC 5322 3.6) is left out; it never stops the rest. */
export const headerLines = (head: Buffer): HeaderLine[] => fieldsIn(textOf(head), MAX_LINES);

/** The same of a text. @param most lines that are looked at */
export function fieldsIn(text: string, most = Infinity): HeaderLine[] {
  const lines = text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .slice(0, most);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trimEnd();
    if (colon < 1 || !/^[\x21-\x7e]+$/.test(name)) return [];
    return [{ name: name.toLowerCase(), value: line.slice(colon + 1).trim() }];
  });
}

/** The first field of a name; null when there is none. */
export function headerOf(lines: readonly HeaderLine[], name: string): string | null {
  return lines.find((line) => line.name === name)?.value ?? null;
}

/** Raw 8-bit heads are UTF-8 mostly, and else some old one-byte encoding. */
function textOf(head: Buffer): string {
  const bytes = head.subarray(0, MAX_HEAD_BYTES);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
