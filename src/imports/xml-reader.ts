import { UnreadableTable } from './table.ts';

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  /** A piece of text; one element may bring several. */
  text(text: string): void;
}

/** Longest tag, comment or CDATA section; those of spreadsheets are a fraction of it. */
const MAX_MARKUP = 256 * 1024;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * Reads XML of any length in the memory of one tag. Only what spreadsheets are written in: a DOCTYPE, and with it every entity
 * one could define, is refused. Namespace prefixes are dropped.
 */
export class XmlReader {
  #rest = '';

  constructor(private readonly handler: XmlHandler) {}

  /** @throws UnreadableTable for what is not XML of a spreadsheet */
  write(chunk: string): void {
    const text = this.#rest + chunk;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) {
        const end = endOfWholeText(text, at);
        this.#tell(text.slice(at, end));
        at = end;
        break;
      }
      this.#tell(text.slice(at, tag));
      at = tag;
      const end = endOfMarkup(text, tag);
      if (end < 0) break;
      this.#markup(text.slice(tag, end));
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_MARKUP) throw broken();
  }

  /** @throws UnreadableTable when it was cut off */
  end(): void {
    if (this.#rest.trim() !== '') throw broken();
  }

  #tell(text: string): void {
    if (text !== '') this.handler.text(text.includes('&') ? decoded(text) : text);
  }

  #markup(markup: string): void {
    if (markup.startsWith('<![CDATA[')) return this.handler.text(markup.slice(9, -3));
    if (markup.startsWith('<!') || markup.startsWith('<?')) return;
    if (markup.startsWith('</')) return this.handler.close(local(markup.slice(2, -1).trim()));
    const isEmpty = markup.endsWith('/>');
    const inside = markup.slice(1, isEmpty ? -2 : -1);
    const space = inside.search(/\s/);
    const name = local(space < 0 ? inside : inside.slice(0, space));
    this.handler.open(name, space < 0 ? {} : attributesIn(inside.slice(space)));
    if (isEmpty) this.handler.close(name);
  }
}

const broken = (): UnreadableTable => new UnreadableTable('broken-xlsx');

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributesIn(text: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    found[local(name)] = decoded(double ?? single ?? '');
  return found;
}

/** An entity may be cut in two by the end of a chunk. */
function endOfWholeText(text: string, from: number): number {
  const amp = text.lastIndexOf('&');
  return amp >= from && !text.includes(';', amp) ? amp : text.length;
}

/** Behind the markup that begins there; -1 when the rest of it is still to come. */
function endOfMarkup(text: string, from: number): number {
  for (const [begin, end] of SECTIONS) {
    if (!text.startsWith(begin, from)) continue;
    const found = text.indexOf(end, from + begin.length);
    return found < 0 ? -1 : found + end.length;
  }
  if (text.startsWith('<!', from)) {
    if (text.length - from < '<![CDATA['.length) return -1;
    throw broken();
  }
  return endOfTag(text, from);
}

function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let i = from + 1; i < text.length; i++) {
    const char = text[i] as string;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i + 1;
    else if (char === '<') throw broken();
  }
  return -1;
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,10});/gi, (_, entity: string) => {
    if (!entity.startsWith('#')) {
      const known = NAMED[entity];
      if (known === undefined) throw broken();
      return known;
    }
    const point = entity[1]?.toLowerCase() === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    if (point === 0 || point > 0x10ffff) throw broken();
    return String.fromCodePoint(point);
  });
}
