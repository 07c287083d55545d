import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '../attachments/blob-store.ts';
import { Traffic } from '../platform/http/traffic.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { isWebp } from './checked-result.ts';
import { PreviewMaker, type Made } from './preview-maker.ts';
import { MAX_TEXT_BYTES, tidyText } from './preview.plan.ts';
import { MAKE_PREVIEW, Previews, type PreviewTask, type StoredPage } from './previews.service.ts';

/** An upload is the beginning of a sending: its other steps come first. Whoever looks at the file meanwhile waits no longer than they would notice. */
const QUIET_MS = 300;
const LONGEST_WAIT_MS = 3000;
/** A page of 1,200 × 4,000 pixels has never come near it. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

/** Makes the preview of one content. */
@Injectable()
export class MakePreview extends JobHandler<{ readonly sha256: string }> {
  readonly task = MAKE_PREVIEW;

  constructor(
    private readonly previews: Previews,
    private readonly maker: PreviewMaker,
    private readonly blobs: BlobStore,
    private readonly traffic: Traffic,
  ) {
    super();
  }

  async run({ sha256 }: { readonly sha256: string }, { signal }: JobContext): Promise<void> {
    await this.traffic.calm(QUIET_MS, LONGEST_WAIT_MS, signal);
    const wanted = await this.previews.begin(sha256);
    if (!wanted) return;
    await this.maker.make(wanted, wanted.mediaType, signal, (outcome) =>
      outcome === 'no-converter' ? this.previews.lackConverter(wanted) : this.#keep(wanted, outcome, signal),
    );
  }

  async #keep(wanted: PreviewTask, { result, folder }: Made, signal: AbortSignal): Promise<void> {
    if (result.failed) return this.previews.fail(wanted, result.failed);
    const pages: StoredPage[] = [];
    for (const page of result.pages) {
      const bytes = await readSome(join(folder, `${page.page}.webp`), MAX_PAGE_BYTES);
      if (!bytes || !isWebp(bytes)) return this.previews.fail(wanted, 'crashed');
      pages.push({ ...page, ...(await this.#store(bytes, signal)) });
    }
    const text = result.hasText ? await readSome(join(folder, 'text.txt'), MAX_TEXT_BYTES) : null;
    await this.previews.finish(wanted.sha256, result, pages, text && tidyText(text.toString('utf8')).text);
  }

  async #store(bytes: Buffer, signal: AbortSignal): Promise<{ sha256: string; size: number }> {
    const part = await this.blobs.receive(Readable.from([bytes]), (chunks) => chunks, signal);
    await part.keep();
    return { sha256: part.sha256, size: part.size };
  }
}

/** @returns null when it is not there, or larger than it may be */
async function readSome(path: string, limit: number): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { size } = await file.stat();
    return size > 0 && size <= limit ? await readFile(file) : null;
  } finally {
    await file.close();
  }
}
