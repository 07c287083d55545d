import type { UnscannableReason } from '../attachments/scan.states.ts';

/** What an answer of clamd to INSTREAM means. */
export type Reading =
  | { readonly kind: 'clean' }
  | { readonly kind: 'infected'; readonly signature: string }
  | { readonly kind: 'unscannable'; readonly reason: UnscannableReason }
  /** Says nothing about the file: it waits and is tried again. */
  | { readonly kind: 'nothing'; readonly why: string };

export interface Heard {
  /** All that came until clamd closed the line. */
  readonly text: string;
  /** The whole file and its end mark had been written before the first byte of the answer came. */
  readonly wholeFileSent: boolean;
  /** clamd closed the line in good order. */
  readonly ended: boolean;
}

const FOUND = /^stream: ([^\0\r\n]{1,200}) FOUND\0$/;
/** It is too large for the stream; this one answer comes before the end of the file. */
const TOO_LARGE = 'INSTREAM size limit exceeded. ERROR\0';

/**
 * Reads an answer to `zINSTREAM`. Fails closed: only the exact words after the whole file are clean, and whatever nobody foresaw says
 * nothing. A limit that was reached is a part that was not looked at, and clamd calls it "FOUND" like a virus.
 */
export function readAnswer({ text, wholeFileSent, ended }: Heard): Reading {
  if (text === TOO_LARGE) return { kind: 'unscannable', reason: 'too-large' };
  if (!wholeFileSent) return nothing('it answered before the end of the file', text);
  if (!ended) return nothing('the line broke in its answer', text);
  if (text === 'stream: OK\0') return { kind: 'clean' };
  const signature = FOUND.exec(text)?.[1];
  if (signature === undefined) return nothing('it gave no verdict', text);
  if (signature.startsWith('Heuristics.Limits.Exceeded')) return { kind: 'unscannable', reason: 'limits' };
  if (signature.startsWith('Heuristics.Encrypted')) return { kind: 'unscannable', reason: 'encrypted' };
  return { kind: 'infected', signature };
}

function nothing(why: string, text: string): Reading {
  // oxlint-disable-next-line no-control-regex
  const said = text.replace(/[\u0000-\u001F\u007F]/g, ' ').trim();
  return { kind: 'nothing', why: said === '' ? why : `${why}: ${said.slice(0, 100)}` };
}

const FIRST_PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 300;

/** How long to wait after so many tries without a verdict: longer each time, but never so long that a scanner that is back is not noticed. */
export function pauseSeconds(attempts: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.max(0, attempts - 1));
}
