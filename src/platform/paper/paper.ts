import { createRequire } from 'node:module';
import PdfKit from 'pdfkit';

const fonts = createRequire(import.meta.url);
const REGULAR = fonts.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
const BOLD = fonts.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf');

export type Paper = InstanceType<typeof PdfKit>;

/**
 * A document in Tinos, whose letters are as wide as those of Times New Roman and which has all of Vietnamese (facts.md §5.5); the fonts
 * are embedded.
 * @param bufferPages false: each page leaves as soon as the next begins, and cannot be numbered afterwards
 */
export function newPaper(size: 'A4' | 'A5', title: string, madeAt: Date, bufferPages = true): Paper {
  const info = { Title: title, Producer: 'gnvb', Creator: 'gnvb', CreationDate: madeAt, ModDate: madeAt };
  const paper = new PdfKit({ size, margin: size === 'A4' ? 50 : 36, bufferPages, lang: 'vi-VN', info });
  paper.registerFont('text', REGULAR).registerFont('bold', BOLD).font('text');
  return paper;
}

/** All pages as bytes. */
export async function bytesOf(paper: Paper): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('end', () => resolve(Buffer.concat(chunks)));
    paper.on('error', reject);
  });
  paper.end();
  return done;
}

/** Numbers all pages at their feet. */
export function numberPages(paper: Paper): void {
  const { start, count } = paper.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    paper.switchToPage(start + i);
    foot(paper, `Trang ${i + 1}/${count}`);
  }
}

/** Numbers pages that leave as they are drawn: how many there will be is not known. */
export function numberPagesAsTheyCome(paper: Paper): void {
  let no = 1;
  foot(paper, `Trang ${no}`);
  paper.on('pageAdded', () => foot(paper, `Trang ${++no}`));
}

function foot(paper: Paper, text: string): void {
  const { x, y } = paper;
  const { width, height, margins } = paper.page;
  const { bottom } = margins;
  // Below the margin: pdfkit would otherwise begin another page for it.
  margins.bottom = 0;
  paper.font('text').fontSize(9).fillColor('#555');
  paper.text(text, margins.left, height - 34, {
    width: width - margins.left - margins.right,
    align: 'center',
    lineBreak: false,
  });
  paper.fillColor('#000');
  margins.bottom = bottom;
  paper.x = x;
  paper.y = y;
}
