import { rm, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { asDiskError } from '../attachments/disk-errors.ts';
import type { Defect } from '../platform/mail/message-shape.ts';
import type { HtmlLook } from '../platform/mail/safe-html.ts';
import { built } from '../platform/built.ts';
import { partPath, type ReadAnswer, type ReadMail, type ReadOrder } from './read-mail.ts';

/** Of JavaScript's own memory in the thread. */
const HEAP_MEGABYTES = 320;
const BASE_MS = 20_000;
const MS_PER_MB = 1000;
/** Its parts are not looked for: it is kept whole, and found by its header. */
const MAX_READ_BYTES = 150 * 1024 * 1024;
const MAX_FILES = 201;

/** The built one, also when the service itself runs from its sources: plain Node cannot read TypeScript. */
const THREAD = built('src', 'mail-reading', 'reading-thread.js');

/** A mail in a file, or one whose bytes are here and will be written to it. */
export interface MailToRead {
  readonly path: string;
  readonly bytes: Buffer | null;
  readonly size: number;
  readonly look: HtmlLook;
  /** Its texts are wanted as bytes. */
  readonly isPacked: boolean;
}

/** A thread that takes mails apart, one at a time. It dies with a mail that is too much for it, and the next mail gets a new one. */
export class MailReading {
  #worker: Worker | null = null;

  /**
   * Reads the mail in the file, after writing the bytes there when they are given: they are given away, and empty afterwards. Neither that
   * file nor those of its parts are synced.
   * @throws attachments.disk-full, attachments.store-unavailable; never because of what is in the mail
   */
  async read({ path, bytes, size, look, isPacked }: MailToRead): Promise<ReadMail> {
    if (size > MAX_READ_BYTES)
      return this.#known({ path, bytes, look, isPacked, depth: 'header', blame: 'too-large-to-read' }, size);
    const first = await this.#ask(
      { path, bytes: bytes && ownMemory(bytes), look, isPacked, depth: 'whole', blame: null },
      size,
    );
    if (typeof first === 'object') return first;
    await discardFiles(path);
    // The bytes died with the thread; before it looked at them it wrote them down.
    if (bytes) await refuseUnlessWhole(path, size);
    return this.#known({ path, bytes: null, look, isPacked, depth: 'header', blame: first }, size);
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #known(order: ReadOrder, size: number): Promise<ReadMail> {
    const answer = await this.#ask(order, size);
    if (typeof answer === 'object') return answer;
    throw new Error(`the header of a mail of ${size} bytes cannot be read`);
  }

  /** @returns the defect of the mail that the thread died of */
  #ask(order: ReadOrder, size: number): Promise<ReadMail | Defect> {
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const answered = (answer: ReadAnswer): void => {
        stopListening();
        if ('mail' in answer) resolve(answer.mail);
        else reject(failed(answer));
      };
      const die = (defect: Defect): void => {
        stopListening();
        if (this.#worker === worker) this.#worker = null;
        void worker.terminate().then(() => resolve(defect), reject);
      };
      const died = (): void => die('unparsable');
      const late = setTimeout(() => die('too-slow'), BASE_MS + (size / 1024 / 1024) * MS_PER_MB);
      const stopListening = (): void => {
        clearTimeout(late);
        worker.off('message', answered).off('error', died).off('exit', died);
      };
      worker.on('message', answered).on('error', died).on('exit', died);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(order, order.bytes ? [order.bytes.buffer as ArrayBuffer] : []);
    });
  }

  #start(): Worker {
    const worker = new Worker(THREAD, {
      env: {},
      stdin: false,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 12 },
    });
    // Between two mails too: an error that nobody listens to ends the process.
    worker.on('error', () => undefined);
    worker.unref();
    return worker;
  }
}

/** What shares its memory with others is copied: memory can only be given away as a whole. */
const ownMemory = (bytes: Buffer): Uint8Array =>
  bytes.length === bytes.buffer.byteLength ? bytes : Uint8Array.prototype.slice.call(bytes);

/** A thread that ended before it had read anything says nothing about the mail: it is asked for again. */
async function refuseUnlessWhole(path: string, size: number): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.size === size) return;
  await rm(path, { force: true });
  throw new Error(`a thread ended before it wrote down a mail of ${size} bytes`);
}

function failed({ code, message }: { readonly code: string | null; readonly message: string }): unknown {
  return asDiskError(Object.assign(new Error(message), { code }));
}

/** What was written of a mail's parts, however far it got. */
export async function discardFiles(path: string): Promise<void> {
  for (let n = 0; n < MAX_FILES; n++) await rm(partPath(path, n), { force: true });
}
