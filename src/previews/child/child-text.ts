import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_TEXT_BYTES, tidyText } from '../preview.plan.ts';
import type { ChildResult } from './child-result.ts';

/** The text of a text file, in whatever encoding offices have used. */
export async function plainText(input: string, folder: string): Promise<ChildResult> {
  const file = await open(input, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4 * MAX_TEXT_BYTES), 0, 4 * MAX_TEXT_BYTES, 0);
  await file.close();
  return {
    ...(await keepText(decode(buffer.subarray(0, bytesRead)), folder)),
    failed: null,
    pageCount: null,
    pages: [],
  };
}

/** Writes the text down, if there is any. */
export async function keepText(text: string, folder: string): Promise<Pick<ChildResult, 'hasText' | 'isTextCut'>> {
  const tidy = tidyText(text);
  if (tidy.text === '') return { hasText: false, isTextCut: false };
  await writeFile(join(folder, 'text.txt'), tidy.text);
  return { hasText: true, isTextCut: tidy.isCut };
}

function decode(bytes: Buffer): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // Cut in the middle of a character, the last three bytes may not decode.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length), { stream: true });
  } catch {
    return new TextDecoder('windows-1258').decode(bytes);
  }
}
