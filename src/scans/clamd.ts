import { createConnection, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Heard } from './answer.policy.ts';

export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** Nothing was learned: clamd is away, slow, or the line broke. Its text names no file. */
export class ClamdTrouble extends Error {}

const CHUNK_BYTES = 64 * 1024;
/** Longer than any answer; more is not clamd. */
const ANSWER_BYTES = 4096;

export interface CallOptions {
  /** Longest time in which neither side gets a byte across. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** Asks for a word: PING, VERSION. @throws ClamdTrouble */
export async function ask(address: ClamdAddress, command: string, options: CallOptions): Promise<string> {
  const line = new Line(address, options);
  try {
    await line.write(Buffer.from(`z${command}\0`));
    await line.over();
    if (!line.ended || line.text === '') throw line.trouble('it closed the line without an answer');
    return line.text.replace(/\0$/, '');
  } finally {
    line.close();
  }
}

/**
 * Brings a file to clamd by INSTREAM. @returns all it said until it closed the line, for `readAnswer` to judge
 * @throws ClamdTrouble, and what reading the source throws
 */
export async function instream(address: ClamdAddress, source: Readable, options: CallOptions): Promise<Heard> {
  const line = new Line(address, options);
  try {
    await line.write(Buffer.from('zINSTREAM\0'));
    for await (const chunk of source) {
      if (!(await sendChunk(line, chunk as Buffer))) return line.heard(false);
    }
    // What came in meanwhile is read before it is asked for.
    await new Promise((resolve) => setImmediate(resolve));
    const wholeFileSent = line.text === '' && !line.isOver;
    // Length 0 ends the stream. An answer that is there before this mark is not about the whole file.
    await line.write(Buffer.alloc(4));
    await line.over();
    return line.heard(wholeFileSent);
  } finally {
    source.destroy();
    line.close();
  }
}

/**
 * Announces a stream of so many bytes and sends none of them: clamd compares the announcement with its StreamMaxLength.
 * @returns whether it would take them
 */
export async function wouldTake(address: ClamdAddress, bytes: number, options: CallOptions): Promise<boolean> {
  const line = new Line(address, options);
  try {
    await line.write(Buffer.concat([Buffer.from('zINSTREAM\0'), lengthOf(bytes)]));
    await line.over().catch((error: unknown) => {
      // Silence is consent: it waits for the bytes.
      if (!line.wentSilent) throw error;
    });
    return !line.text.startsWith('INSTREAM size limit exceeded');
  } finally {
    line.close();
  }
}

/** @returns false when clamd has answered or closed already: the rest need not be sent */
async function sendChunk(line: Line, chunk: Buffer): Promise<boolean> {
  for (let at = 0; at < chunk.length; at += CHUNK_BYTES) {
    const part = chunk.subarray(at, at + CHUNK_BYTES);
    if (line.isOver) return false;
    await line.write(Buffer.concat([lengthOf(part.length), part]));
    if (line.text !== '') {
      await line.over();
      return false;
    }
  }
  return true;
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** One connection: writes wait until they are taken, what comes back is gathered, and silence ends it. */
class Line {
  readonly #socket: Socket;
  readonly #over: Promise<void>;
  #answer = '';
  #ended = false;
  #isOver = false;
  #wentSilent = false;
  #failure: ClamdTrouble | null = null;

  constructor(address: ClamdAddress, { silenceMs, signal }: CallOptions) {
    this.#socket = createConnection(address);
    const fail = (why: string) => this.#fail(why);
    // Bytes in either direction start the time anew; one being taken by the kernel counts, as clamd's own buffer is small.
    this.#socket.setTimeout(silenceMs, () => {
      this.#wentSilent = true;
      fail('it is silent');
    });
    this.#socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'the line broke'));
    this.#socket.on('data', (bytes: Buffer) => this.#hear(bytes));
    this.#socket.on('end', () => (this.#ended = true));
    this.#over = new Promise((resolve) => this.#socket.once('close', () => resolve()));
    this.#socket.once('close', () => (this.#isOver = true));
    const stop = (): void => fail('the process stops');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#socket.once('close', () => signal.removeEventListener('abort', stop));
  }

  get text(): string {
    return this.#answer;
  }

  get wentSilent(): boolean {
    return this.#wentSilent;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Returns when the system has taken the bytes, or when clamd has hung up, which is judged by what it said before. */
  async write(bytes: Buffer): Promise<void> {
    if (this.#isOver) return;
    const taken = new Promise<void>((resolve) => this.#socket.write(bytes, () => resolve()));
    await Promise.race([taken, this.#over]);
    if (this.#failure && this.#answer === '') throw this.#failure;
  }

  /** Until clamd closes the line. @throws ClamdTrouble when it never said anything, or went silent */
  async over(): Promise<void> {
    await this.#over;
    if (this.#failure && (this.#answer === '' || !this.#ended)) throw this.#failure;
  }

  heard(wholeFileSent: boolean): Heard {
    if (this.#answer === '') throw this.#failure ?? this.trouble('it closed the line without an answer');
    return { text: this.#answer, wholeFileSent, ended: this.#ended };
  }

  trouble(why: string): ClamdTrouble {
    return new ClamdTrouble(`the virus scanner: ${why}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(bytes: Buffer): void {
    this.#answer += bytes.toString('utf8');
    if (this.#answer.length > ANSWER_BYTES) this.#fail('it says too much');
  }

  #fail(why: string): void {
    this.#failure ??= this.trouble(why);
    this.#socket.destroy();
  }
}
