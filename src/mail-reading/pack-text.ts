import { fold } from '../platform/text/vietnamese.ts';
import type { Content } from './parse-mail.ts';
import type { PackedText, ReadMail } from './read-mail.ts';

const SNIPPET = 200;
const SEARCHED = 200_000;

/** What a list shows of the text. */
export const snippetOf = (text: string): string =>
  text
    .slice(0, SNIPPET * 20)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, SNIPPET)
    .toWellFormed();

/** Its words alone, folded and with one space between them, so that nothing in them is a sign of a question. */
export const wordsIn = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ');

/** The same mail with its texts as bytes. */
export function withPackedText<T extends Content>(mail: T): T & Pick<ReadMail, 'packed'> {
  const { text, html, files, from, to, cc, subject } = mail;
  const names = files.map(({ name }) => name).join(' ');
  const said = [subject, from.name, from.address, to, cc, names, text].join(' ');
  const whole: PackedText = { content: text, html, words: wordsIn(said.slice(0, SEARCHED)) };
  return { ...mail, text: '', html: null, packed: new TextEncoder().encode(JSON.stringify(whole)) };
}
