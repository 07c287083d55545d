import { Injectable } from '@nestjs/common';
import type { KnownFile } from '../attachments/attachments.reader.ts';
import { Database } from '../platform/database/database.ts';
import type { StoredPage } from './previews.service.ts';
import { wayOf, type PreviewReason, type PreviewState } from './preview.plan.ts';
import type { FileTextWire, PreviewWire } from './previews.wire.ts';

interface Row {
  readonly state: PreviewState;
  readonly reason: PreviewReason | null;
  readonly pageCount: number | null;
  readonly pages: { page: number; width: number; height: number }[];
  readonly hasText: boolean;
}

const NOTHING = { pageCount: null, pages: [], hasText: false };

/** Finds what can be shown. Who may see the file is decided before. */
@Injectable()
export class PreviewsReader {
  constructor(private readonly database: Database) {}

  async of(file: KnownFile): Promise<PreviewWire> {
    if (wayOf(file.mediaType) === null) return { state: 'unsupported', reason: null, ...NOTHING };
    // Released files were never looked into, and are not taken apart here either.
    if (file.scanState === 'infected' || file.scanState === 'unscannable' || file.scanState === 'released')
      return { state: 'failed', reason: 'not-clean', ...NOTHING };
    const row = await this.database.first<Row>(
      `select p.state, p.reason, p.page_count as "pageCount", exists (select from preview_text t where t.sha256 = p.sha256) as "hasText",
         coalesce((select json_agg(json_build_object('page', g.page, 'width', g.width, 'height', g.height) order by g.page)
           from preview_page g where g.sha256 = p.sha256), '[]') as pages
       from preview p where p.sha256 = $1`,
      [file.sha256],
    );
    return row ?? { state: 'waiting', reason: null, ...NOTHING };
  }

  /** The picture of a page, or null. */
  async page(file: KnownFile, page: number): Promise<StoredPage | null> {
    return this.database.first<StoredPage>(
      `select page, blob_sha256 as sha256, size::float8 as size, width, height from preview_page where sha256 = $1 and page = $2`,
      [file.sha256, page],
    );
  }

  async text(file: KnownFile): Promise<FileTextWire> {
    const row = await this.database.first<FileTextWire>(
      `select content as text, is_cut as "isCut" from preview_text where sha256 = $1`,
      [file.sha256],
    );
    return row ?? { text: '', isCut: false };
  }
}
