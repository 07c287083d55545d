/** What a mail says of itself, in words people know. Pure. */
import type { vi } from '../../texts/mails.vi.ts';

type FlagKey = Extract<keyof typeof vi, `flag.${string}`>;

/** IMAP's and mail programs' words; others say nothing to a person. */
const FLAGS: Readonly<Record<string, FlagKey>> = {
  '\\seen': 'flag.seen',
  '\\answered': 'flag.answered',
  '\\flagged': 'flag.flagged',
  '\\draft': 'flag.draft',
  $forwarded: 'flag.forwarded',
  '\\deleted': 'flag.deleted',
};

/** The texts for what people know of the flags: "đã mở", "đã trả lời". */
export const flagsOf = (flags: readonly string[]): FlagKey[] =>
  flags.flatMap((flag) => FLAGS[flag.toLowerCase()] ?? []);

interface Sender {
  readonly fromName: string;
  readonly fromAddress: string;
}

/** For a list: the name, or the address where there is none. Empty when nobody is named. */
export const senderOf = ({ fromName, fromAddress }: Sender): string => fromName.trim() || fromAddress;

/** With the address behind the name: a name alone is easily borrowed. */
export const wholeSenderOf = ({ fromName, fromAddress }: Sender): string => {
  const name = fromName.trim();
  if (name === '' || name === fromAddress) return fromAddress;
  return fromAddress === '' ? name : `${name} <${fromAddress}>`;
};

const SHORT_PX = 240;
const LONG_PX = 720;
const UNKNOWN_PX = 480;
/** Letters of a line, and its height with the space around it. */
const LINE = 70;
const LINE_PX = 34;

/** How high to make the frame of a mail: nobody can look inside to measure, but its text says about how long it is. @returns px */
export function frameHeight(text: string): number {
  if (text.trim() === '') return UNKNOWN_PX;
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(LONG_PX, Math.max(SHORT_PX, lines * LINE_PX));
}
