import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFiumLibrary, type PDFiumDocument, type PDFiumPage } from '@hyzyla/pdfium';
import { MAX_PAGES, MAX_TEXT_BYTES, PAGE_HEIGHT, PAGE_WIDTH } from '../preview.plan.ts';
import { encode, small } from './child-image.ts';
import { failure, type ChildResult, type MadePage } from './child-result.ts';
import { keepText } from './child-text.ts';

/** Long before this many pages a text is cut for its length. */
const TEXT_PAGES = 2000;

/** Pictures of the first pages, and the text of all. */
export async function pdfPages(input: string, folder: string): Promise<ChildResult> {
  const library = await PDFiumLibrary.init();
  let document: PDFiumDocument;
  try {
    document = await library.loadDocument(await readFile(input));
  } catch (error) {
    return failure(/password|security/i.test(String(error)) ? 'encrypted' : 'damaged');
  }
  const pageCount = document.getPageCount();
  if (pageCount < 1) return failure('damaged');
  const pages: MadePage[] = [];
  for (let i = 0; i < Math.min(pageCount, MAX_PAGES); i++) pages.push(await onePage(document.getPage(i), folder));
  const thumb = await small(join(folder, '1.webp'), folder);
  const text = await keepText(textOf(document, pageCount), folder);
  return { failed: null, pageCount, pages: [thumb, ...pages], ...text };
}

async function onePage(page: PDFiumPage, folder: string): Promise<MadePage> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Math.min(PAGE_WIDTH / Math.max(originalWidth, 1), PAGE_HEIGHT / Math.max(originalHeight, 1));
  const name = page.number + 1;
  const size = { width: 0, height: 0 };
  await page.render({
    width: Math.max(1, Math.round(originalWidth * scale)),
    height: Math.max(1, Math.round(originalHeight * scale)),
    render: async ({ data, width, height }) => {
      Object.assign(size, await encode(data, { width, height }, join(folder, `${name}.webp`)));
      return new Uint8Array();
    },
  });
  return { page: name, ...size };
}

function textOf(document: PDFiumDocument, pageCount: number): string {
  const parts: string[] = [];
  let bytes = 0;
  for (let i = 0; i < Math.min(pageCount, TEXT_PAGES) && bytes <= MAX_TEXT_BYTES; i++) {
    const text = document.getPage(i).getText();
    parts.push(text);
    bytes += Buffer.byteLength(text);
  }
  return parts.join('\n');
}
