import { access, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { BlobStore, type BlobId } from '../attachments/blob-store.ts';
import { Config } from '../platform/config/config.ts';
import { built } from '../platform/built.ts';
import { failure, type ChildResult } from './child/child-result.ts';
import { checkedResult } from './checked-result.ts';
import { OfficeConverter } from './office-converter.ts';
import {
  MAX_INPUT_BYTES,
  MAX_TEXT_BYTES,
  tidyText,
  wayOf,
  workName,
  type PreviewReason,
  type Way,
} from './preview.plan.ts';
import { runSandboxed, type Ending } from './sandbox.ts';

const SECONDS = 60;
const MEGABYTES = 1200;
/** JavaScript's own part of it; pixels lie outside. */
const HEAP_MEGABYTES = 512;

/** What was made of a file, in a folder that is gone when `use` returns. */
export interface Made {
  readonly result: ChildResult;
  readonly folder: string;
}

export type Outcome = Made | 'no-converter';

/** Makes pictures and texts of files, each in a process of its own and a folder of its own. */
@Injectable()
export class PreviewMaker {
  readonly #work: string;

  constructor(
    config: Config,
    private readonly blobs: BlobStore,
    private readonly office: OfficeConverter,
  ) {
    this.#work = join(resolve(config.get('DATA_DIR')), 'previews-at-work');
  }

  /**
   * @param use takes what was made; afterwards the folder is removed
   * @throws attachments.* when the bytes cannot be read; an Error when the process is stopping
   */
  async make<T>(
    blob: BlobId,
    mediaType: string,
    signal: AbortSignal,
    use: (outcome: Outcome) => Promise<T>,
  ): Promise<T> {
    const way = wayOf(mediaType);
    if (!way || blob.size > MAX_INPUT_BYTES) return use({ result: failure('too-large'), folder: '' });
    if (way === 'office' && !(await this.office.isThere())) return use('no-converter');
    await mkdir(this.#work, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(this.#work, 'one-'));
    try {
      await this.blobs.copyTo(blob, join(folder, workName(mediaType)));
      return await use({ folder, result: await this.#take(way, folder, workName(mediaType), signal) });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** Folders a killed process has left. @param before nobody works longer than that on one file */
  async sweep(before: Date): Promise<void> {
    for (const name of await readdir(this.#work).catch(() => [])) {
      const folder = join(this.#work, name);
      const left = await stat(folder).catch(() => null);
      if (left && left.mtime < before) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  async #take(way: Way, folder: string, name: string, signal: AbortSignal): Promise<ChildResult> {
    if (way !== 'office') return this.#child(way, join(folder, name), folder, signal);
    const ending = await this.office.toPdf(folder, name, signal);
    if (ending !== 'well') return failure(reasonFor(ending));
    const pdf = join(folder, 'input.pdf');
    // LibreOffice ends well also when it could not read the file: broken, or under a password.
    const isThere = await access(pdf).then(
      () => true,
      () => false,
    );
    if (!isThere) return failure('damaged');
    const result = await this.#child('pdf', pdf, folder, signal);
    return result.failed ? result : { ...result, ...(await this.#words(folder, name, signal)) };
  }

  /** @returns nothing when the text in the PDF is the better one */
  async #words(folder: string, name: string, signal: AbortSignal): Promise<Partial<ChildResult>> {
    if ((await this.office.toText(folder, name, signal)) !== 'well') return {};
    const made = (await readdir(folder)).filter((file) => /^input.*\.(txt|csv)$/.test(file)).toSorted();
    let all = '';
    for (const file of made) if (all.length < 2 * MAX_TEXT_BYTES) all += `${await firstOf(join(folder, file))}\n`;
    const { text, isCut } = tidyText(all);
    if (text === '') return {};
    await writeFile(join(folder, 'text.txt'), text);
    return { hasText: true, isTextCut: isCut };
  }

  async #child(way: Way, input: string, folder: string, signal: AbortSignal): Promise<ChildResult> {
    const options = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--no-warnings', CHILD, way, input, folder];
    const limits = { seconds: SECONDS, megabytes: MEGABYTES, signal };
    const ending = await runSandboxed(process.execPath, options, folder, limits);
    if (ending !== 'well') return failure(reasonFor(ending));
    const said: unknown = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'));
    return checkedResult(said) ?? failure('crashed');
  }
}

/** The built one, also when the service itself runs from its sources: plain Node cannot read TypeScript. */
const CHILD = built('src', 'previews', 'child', 'preview-child.js');

async function firstOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * MAX_TEXT_BYTES), 0, 2 * MAX_TEXT_BYTES, 0);
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } finally {
    await file.close();
  }
}

function reasonFor(ending: Exclude<Ending, 'well'>): PreviewReason {
  if (ending === 'stopped') throw new Error('the process stops; the preview is made later');
  return ending === 'failed' ? 'crashed' : ending;
}
