import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BlobStore, type BlobId } from '../attachments/blob-store.ts';
import type { Verdict } from '../attachments/blob-scans.ts';
import { Config } from '../platform/config/config.ts';
import { readAnswer, type Reading } from './answer.policy.ts';
import { ask, ClamdTrouble, instream, wouldTake, type CallOptions, type ClamdAddress } from './clamd.ts';
import { selfTest } from './self-test.ts';

/** A scanner that lives answers this fast, however busy it is. */
const WORD_MS = 10_000;
/** As long as an announcement is waited on for a refusal. */
const ANNOUNCE_MS = 1000;

/** Asks clamd about contents. It keeps no state: whoever asks writes down what is answered. */
@Injectable()
export class Scanner {
  readonly #address: ClamdAddress | null;
  readonly #silenceMs: number;
  readonly #largest: number;

  constructor(
    config: Config,
    private readonly blobs: BlobStore,
  ) {
    const [path, host] = [config.get('CLAMD_SOCKET'), config.get('CLAMD_HOST')];
    this.#address = path ? { path } : host ? { host, port: config.get('CLAMD_PORT') } : null;
    this.#silenceMs = config.get('CLAMD_TIMEOUT_SECONDS') * 1000;
    this.#largest = config.get('MAX_UPLOAD_MB') * 1024 * 1024;
  }

  /** Whether a scanner is configured at all. */
  get isOn(): boolean {
    return this.#address !== null;
  }

  /** Program, database and its date, e.g. `ClamAV 1.4.6/27500/Mon May 18 08:00:00 2020`. @throws ClamdTrouble */
  async version(signal: AbortSignal): Promise<string> {
    const version = await ask(this.address, 'VERSION', this.#within(WORD_MS, signal));
    if (!/^ClamAV \S/.test(version)) throw new ClamdTrouble('the virus scanner: what answers is not clamd');
    return version.slice(0, 200);
  }

  /** Whether its verdicts can be believed. @throws ClamdTrouble saying why not */
  async prove(signal: AbortSignal): Promise<void> {
    const within = this.#within(this.#silenceMs, signal);
    const problem = await selfTest(async (source) => readAnswer(await instream(this.address, source, within)));
    if (problem) throw new ClamdTrouble(`the virus scanner: ${problem}`);
  }

  /** @returns why it cannot scan the largest files, or null */
  async tooSmall(signal: AbortSignal): Promise<string | null> {
    return (await this.#wouldTake(this.#largest, signal))
      ? null
      : `StreamMaxLength is below MAX_UPLOAD_MB (${this.#largest / 1024 / 1024} MB): larger files cannot be scanned`;
  }

  /**
   * The verdict on a content.
   * @throws ClamdTrouble when there is none this time; attachments.* when the bytes cannot be read whole
   */
  async scan(blob: BlobId, version: string, signal: AbortSignal): Promise<Verdict> {
    const reading = await this.#read(blob, signal);
    if (reading.kind === 'nothing') throw new ClamdTrouble(`the virus scanner: ${reading.why}`);
    return {
      state: reading.kind,
      signature: reading.kind === 'infected' ? reading.signature : null,
      reason: reading.kind === 'unscannable' ? reading.reason : null,
      scannedWith: version,
    };
  }

  async #read(blob: BlobId, signal: AbortSignal): Promise<Reading> {
    const source = await this.blobs.open(blob);
    const { checked, isWhole } = hashed(source, blob.sha256);
    try {
      const heard = await instream(this.address, checked, this.#within(this.#silenceMs, signal));
      const reading = readAnswer(heard);
      // A verdict on other bytes than those that are named is none.
      return reading.kind === 'clean' && !isWhole()
        ? { kind: 'nothing', why: 'the stored bytes are damaged' }
        : reading;
    } catch (error) {
      // It may have refused the size and hung up so fast that its answer was lost with the line.
      if (!(error instanceof ClamdTrouble) || (await this.#wouldTake(blob.size, signal))) throw error;
      return { kind: 'unscannable', reason: 'too-large' };
    } finally {
      source.destroy();
    }
  }

  async #wouldTake(bytes: number, signal: AbortSignal): Promise<boolean> {
    return wouldTake(this.address, Math.min(bytes, 0xffff_ffff), this.#within(ANNOUNCE_MS, signal));
  }

  #within(silenceMs: number, signal: AbortSignal): CallOptions {
    return { silenceMs: Math.min(silenceMs, this.#silenceMs), signal };
  }

  private get address(): ClamdAddress {
    if (!this.#address) throw new Error('no virus scanner is configured');
    return this.#address;
  }
}

/** Hashes what passes, so that a verdict is about the content it is written down for. */
function hashed(source: Readable, sha256: string): { readonly checked: Readable; readonly isWhole: () => boolean } {
  const hash = createHash('sha256');
  let digest: string | null = null;
  const checked = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      digest = hash.digest('hex');
      done();
    },
  });
  source.on('error', (error) => checked.destroy(error));
  checked.on('close', () => source.destroy());
  return { checked: source.pipe(checked), isWhole: () => digest === sha256 };
}
