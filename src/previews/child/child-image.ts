import { join } from 'node:path';
import sharp from 'sharp';
import { IMAGE_SIDE, MAX_PAGES, MAX_PIXELS, THUMB_WIDTH } from '../preview.plan.ts';
import { failure, type ChildResult, type MadePage } from './child-result.ts';

sharp.cache(false);
sharp.concurrency(1);
// Only what is taken in is decoded: no SVG, no ImageMagick, no PDF by another door.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPng',
    'VipsForeignLoadJpeg',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadWebp',
    'VipsForeignLoadTiff',
  ],
});

const INPUT = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true } as const;
const QUALITY = { quality: 80 } as const;

/** An image, upright, small enough for a screen, and without what its camera wrote into it; each page of a TIFF. */
export async function imagePages(input: string, folder: string): Promise<ChildResult> {
  try {
    const metadata = await sharp(input, INPUT).metadata();
    const count = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1;
    const pages: MadePage[] = [];
    for (let i = 0; i < Math.min(count, MAX_PAGES); i++) pages.push(await onePage(input, folder, i));
    const thumb = await small(join(folder, '1.webp'), folder);
    return { failed: null, pageCount: count, pages: [thumb, ...pages], hasText: false, isTextCut: false };
  } catch (error) {
    return failure(/pixel limit|exceeds|too large/i.test(String(error)) ? 'too-large' : 'damaged');
  }
}

async function onePage(input: string, folder: string, index: number): Promise<MadePage> {
  const { width, height } = await sharp(input, { ...INPUT, page: index })
    .autoOrient()
    .resize({ width: IMAGE_SIDE, height: IMAGE_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp(QUALITY)
    .toFile(join(folder, `${index + 1}.webp`));
  return { page: index + 1, width, height };
}

/** The small picture of a page that has been made. */
export async function small(page: string, folder: string): Promise<MadePage> {
  const { width, height } = await sharp(page)
    .resize({ width: THUMB_WIDTH, height: THUMB_WIDTH * 2, fit: 'inside', withoutEnlargement: true })
    .webp(QUALITY)
    .toFile(join(folder, '0.webp'));
  return { page: 0, width, height };
}

/** A rendered page: four bytes a pixel. */
export async function encode(data: Uint8Array, size: Size, path: string): Promise<Size> {
  const raw = { raw: { ...size, channels: 4 as const } };
  const { width, height } = await sharp(data, raw).removeAlpha().webp(QUALITY).toFile(path);
  return { width, height };
}

interface Size {
  readonly width: number;
  readonly height: number;
}
