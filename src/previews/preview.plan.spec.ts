import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FILE_KINDS } from '../attachments/file-types.ts';
import { MAX_ATTEMPTS, mayTryAgain, tidyText, wayOf, workName } from './preview.plan.ts';

describe('what can be shown of a file', () => {
  it('is decided for every kind that is taken in', () => {
    const ways = Object.entries(FILE_KINDS).map(([extension, { mediaType }]) => [extension, wayOf(mediaType)]);
    const of = (way: unknown) => ways.filter(([, found]) => found === way).map(([extension]) => extension);
    expect(of('pdf')).toEqual(['pdf']);
    expect(of('office')).toEqual(['doc', 'xls', 'ppt', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'rtf']);
    expect(of('image')).toEqual(['png', 'jpg', 'jpeg', 'gif', 'webp', 'tif', 'tiff']);
    expect(of('text')).toEqual(['txt', 'csv', 'md', 'xml', 'edxml']);
    const named = of('office').map((extension) => workName(FILE_KINDS[String(extension)]?.mediaType ?? ''));
    expect(named).toEqual(of('office').map((extension) => `input.${String(extension)}`));
  });

  it('is tried again after a crash, once', () => {
    expect(mayTryAgain('crashed', 1)).toBe(true);
    expect(mayTryAgain('crashed', MAX_ATTEMPTS)).toBe(false);
    expect(mayTryAgain('damaged', 1)).toBe(false);
  });
});

describe('an extracted text', () => {
  it('is composed, without controls, and cut between characters', () => {
    expect(tidyText('Đoàn\u0000 Khối\r\nTra\u0300 Vinh\uD800')).toEqual({
      text: 'Đoàn  Khối\nTrà Vinh\uFFFD',
      isCut: false,
    });
    expect(tidyText('ộộộ', 4)).toEqual({ text: 'ộ', isCut: true });
  });

  it('fits whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 40 }), (text, bytes) => {
        const tidy = tidyText(text, bytes).text;
        return Buffer.byteLength(tidy) <= bytes && tidy.isWellFormed() && !tidy.includes('\0');
      }),
    );
  });
});
