import { Injectable } from '@nestjs/common';
import { BlobStore } from '../attachments/blob-store.ts';
import { passes } from '../attachments/scan.states.ts';
import type { Principal } from '../platform/access/principal.ts';
import { mailPage } from '../platform/mail/mail-page.ts';
import { ArchivedMailsReader, type MailFiles } from './archived-mails.reader.ts';
import { MAIL_ARCHIVE } from './mail-archive.errors.ts';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const MAX_PICTURE = 2 * 1024 * 1024;
const MAX_PICTURES = 8 * 1024 * 1024;

/** The HTML of an old mail as a page for a sandboxed frame. It was sanitised when it was archived; the headers are the second wall. */
@Injectable()
export class ArchivedMailPage {
  constructor(
    private readonly reader: ArchivedMailsReader,
    private readonly blobs: BlobStore,
  ) {}

  /** @throws request.not-found, mail-archive.no-html */
  async of(caller: Principal, id: string): Promise<string> {
    const html = await this.reader.html(caller, id);
    if (html === null) throw MAIL_ARCHIVE.noHtml();
    const pictures = await this.picturesIn(html, await this.reader.files(caller, id));
    const body = html.replace(
      /(<img\b[^>]*?\bsrc=")cid:([^"]*)"/g,
      (_, before: string, cid: string) => `${before}${pictures.get(unescaped(cid)) ?? ''}"`,
    );
    return mailPage(body);
  }

  /** Those the mail brought itself and that the scanner let pass, as data. */
  private async picturesIn(html: string, { parts }: MailFiles): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let left = MAX_PICTURES;
    for (const part of parts) {
      const { contentId, mediaType, size, scanState } = part;
      if (
        !contentId ||
        found.has(contentId) ||
        !PICTURES.has(mediaType) ||
        size > Math.min(MAX_PICTURE, left) ||
        !passes(scanState)
      )
        continue;
      if (!html.includes('cid:')) return found;
      left -= size;
      const bytes = Buffer.concat(await (await this.blobs.open(part)).toArray());
      found.set(contentId, `data:${mediaType};base64,${bytes.toString('base64')}`);
    }
    return found;
  }
}

/** As sanitize-html writes attributes. */
const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
