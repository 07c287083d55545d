import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** What is known to be no longer is hashed where it is: starting and asking another thread would take as long as it saves. */
const MODERATE = 16 * 1024 * 1024;
/** The same for what nobody knows the length of; it is kept until then, for the thread must have all of it. */
const SMALL = 1024 * 1024;
const SLOT = 512 * 1024;
/** One is being filled, the others are being hashed. */
const SLOTS = 4;
/** The thread costs some MB: it ends when nothing has been hashed for so long. */
const IDLE_MS = 10_000;

/** What the thread does; as text, because it is the same for the built service, a test and the command line. */
const CODE = `
const { parentPort } = require('node:worker_threads');
const { createHash } = require('node:crypto');
const hashes = new Map();
parentPort.on('message', ({ id, memory, slot, length, end }) => {
  if (memory) hashes.set(id, { hash: createHash('sha256'), memory: new Uint8Array(memory) });
  const found = hashes.get(id);
  if (length > 0) found.hash.update(found.memory.subarray(slot * ${SLOT}, slot * ${SLOT} + length));
  if (end) hashes.delete(id);
  parentPort.postMessage({ id, slot, digest: end === 'digest' ? found.hash.digest('hex') : null });
});`;

interface Answer {
  readonly id: number;
  readonly slot: number;
  readonly digest: string | null;
}

interface Waiting {
  answered(answer: Answer): void;
  failed(error: Error): void;
}

/** One thread for all uploads of the process. */
class HashThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #next = 0;

  open(waiting: Waiting): number {
    if (this.#idle) clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    this.#worker.ref();
    const id = this.#next++;
    this.#waiting.set(id, waiting);
    return id;
  }

  post(message: object): void {
    this.#worker?.postMessage(message);
  }

  close(id: number): void {
    if (!this.#waiting.delete(id) || this.#waiting.size > 0) return;
    // With nothing to hash it keeps no process from ending.
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #start(): Worker {
    const worker = new Worker(CODE, { eval: true, env: {}, stdin: false });
    worker.on('message', (answer: Answer) => this.#waiting.get(answer.id)?.answered(answer));
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('the hashing thread ended')));
    return worker;
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const waiting of this.#waiting.values()) waiting.failed(error);
  }
}

const thread = new HashThread();

/** SHA-256 of a stream, of a long one computed beside the thread that receives it; a few MiB are in memory whatever the size. */
export class StreamHash {
  readonly #here = createHash('sha256');
  readonly #early: Buffer[] = [];
  #earlyBytes = 0;
  #remote: RemoteHash | null = null;

  /** @param most bytes that can come; Infinity when nobody knows */
  constructor(private readonly most: number) {}

  async update(chunk: Buffer): Promise<void> {
    if (this.#remote) return this.#remote.update(chunk);
    if (this.most <= MODERATE) return void this.#here.update(chunk);
    this.#early.push(chunk);
    this.#earlyBytes += chunk.length;
    if (this.#earlyBytes <= SMALL) return;
    this.#remote = new RemoteHash();
    for (const early of this.#early.splice(0)) await this.#remote.update(early);
  }

  /** In lower-case hex. */
  async digest(): Promise<string> {
    if (this.#remote) return this.#remote.digest();
    for (const chunk of this.#early) this.#here.update(chunk);
    return this.#here.digest('hex');
  }

  /** Call once, whatever happened before. */
  close(): void {
    this.#remote?.close();
  }
}

/** Bytes go over in shared memory: a slot is filled here and read there, and never both at once. */
class RemoteHash implements Waiting {
  readonly #memory = new SharedArrayBuffer(SLOT * SLOTS);
  readonly #bytes = new Uint8Array(this.#memory);
  readonly #free = Array.from({ length: SLOTS }, (_, slot) => slot);
  readonly #id = thread.open(this);
  #isKnown = false;
  #slot: number | null = null;
  #filled = 0;
  #error: Error | null = null;
  #digest: string | null = null;
  #wake: (() => void) | null = null;

  async update(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      this.#slot ??= await this.#freeSlot();
      const taken = Math.min(chunk.length - at, SLOT - this.#filled);
      this.#bytes.set(chunk.subarray(at, at + taken), this.#slot * SLOT + this.#filled);
      this.#filled += taken;
      at += taken;
      if (this.#filled === SLOT) this.#send(null);
    }
  }

  async digest(): Promise<string> {
    this.#slot ??= await this.#freeSlot();
    this.#send('digest');
    while (this.#digest === null) await this.#news();
    return this.#digest;
  }

  close(): void {
    if (this.#isKnown && this.#digest === null) thread.post({ id: this.#id, slot: 0, length: 0, end: 'drop' });
    thread.close(this.#id);
  }

  answered({ slot, digest }: Answer): void {
    this.#free.push(slot);
    this.#digest = digest;
    this.#wake?.();
  }

  failed(error: Error): void {
    this.#error = error;
    this.#wake?.();
  }

  #send(end: 'digest' | null): void {
    const memory = this.#isKnown ? null : this.#memory;
    this.#isKnown = true;
    thread.post({ id: this.#id, memory, slot: this.#slot, length: this.#filled, end });
    [this.#slot, this.#filled] = [null, 0];
  }

  async #freeSlot(): Promise<number> {
    for (;;) {
      const slot = this.#free.pop();
      if (slot !== undefined) return slot;
      await this.#news();
    }
  }

  async #news(): Promise<void> {
    if (this.#error) throw this.#error;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
    if (this.#error) throw this.#error;
  }
}
