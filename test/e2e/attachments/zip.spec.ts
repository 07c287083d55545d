import { once } from 'node:events';
import http from 'node:http';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MB, app, leftOvers, pdf, raw, startWorld, upload } from './world.ts';

beforeAll(startWorld);
afterAll(() => app.stop());

describe('a zip of several files', () => {
  it('holds each under a name of its own, in the order given', async () => {
    const [report, annex, text] = [pdf(50_000), pdf(10), Buffer.from('chữ '.repeat(5000))];
    const files = [
      await upload(report, 'Báo cáo.pdf'),
      await upload(annex, 'Báo cáo.pdf'),
      await upload(text, 'CON.txt'),
    ];
    const { headers, body } = await raw(`/dev/attachments/zip?ids=${files.map(({ id }) => id).join(',')}`, {
      'accept-encoding': 'gzip',
    });
    expect(headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': expect.stringContaining("filename*=UTF-8''H%E1%BB%93%20s%C6%A1"),
    });
    expect(entriesOf(body)).toEqual([
      { name: 'Báo cáo.pdf', isUtf8: true, method: 0, size: report.length, crc: crc32(report) },
      { name: 'Báo cáo (2).pdf', isUtf8: true, method: 0, size: annex.length, crc: crc32(annex) },
      { name: '_CON.txt', isUtf8: true, method: 8, size: text.length, crc: crc32(text) },
    ]);
  });

  it('tells its length when nothing in it is compressed', async () => {
    const { id } = await upload(pdf(50_000));
    const { headers, body } = await raw(`/dev/attachments/zip?ids=${id}`);
    expect(headers['content-length']).toBe(String(body.length));
  });

  it('stops when the reader goes away', async () => {
    const files = [await upload(pdf(3 * MB)), await upload(pdf(3 * MB))];
    const call = http.get(`${app.url}/dev/attachments/zip?ids=${files.map(({ id }) => id).join(',')}`, {
      agent: false,
    });
    call.on('error', () => undefined);
    const [answer] = (await once(call, 'response')) as [http.IncomingMessage];
    answer.on('error', () => undefined);
    await once(answer, 'readable');
    call.destroy();
    expect(await leftOvers()).toEqual([]);
  });
});

interface ZipEntry {
  readonly name: string;
  readonly isUtf8: boolean;
  readonly method: number;
  readonly size: number;
  readonly crc: number;
}

/** The central directory, as an unpacking program reads it. */
function entriesOf(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const entry = {
      name: zip.toString('utf8', at + 46, at + 46 + name),
      isUtf8: (zip.readUInt16LE(at + 8) & 0x800) !== 0,
      method: zip.readUInt16LE(at + 10),
      size: zip.readUInt32LE(at + 24),
      crc: zip.readUInt32LE(at + 16),
    };
    at += 46 + name + extra + comment;
    return entry;
  });
}
