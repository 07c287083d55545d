import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { UnreadableTable } from './table.ts';
import { XmlReader, type XmlHandler } from './xml-reader.ts';

const MAX_ENTRIES = 1000;
const MAX_RATIO = 100;
const MAX_TOTAL = 200 * 1024 * 1024;
/** Below this a part may be as repetitive as it likes. */
const SMALL = 1024 * 1024;

/** The parts of an .xlsx file, looked over before anything of it is unpacked. */
export class XlsxArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws UnreadableTable for what is no zip, holds no workbook, is encrypted or would unpack to too much */
  static async open(bytes: Buffer): Promise<XlsxArchive> {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }).catch(() => {
      throw new UnreadableTable('broken-xlsx');
    });
    if (zip.entryCount > MAX_ENTRIES) throw new UnreadableTable('packed-too-much');
    const entries = new Map<string, Entry>();
    let total = 0;
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.isEncrypted()) throw new UnreadableTable('encrypted');
        if (entries.has(entry.fileName)) throw new UnreadableTable('broken-xlsx');
        total += entry.uncompressedSize;
        if (total > MAX_TOTAL || isBomb(entry)) throw new UnreadableTable('packed-too-much');
        entries.set(entry.fileName, entry);
      }
    } catch (error) {
      throw error instanceof UnreadableTable ? error : new UnreadableTable('broken-xlsx');
    }
    if (!entries.has('xl/workbook.xml')) throw new UnreadableTable('not-xlsx');
    return new XlsxArchive(zip, entries);
  }

  has(part: string): boolean {
    return this.entries.has(part);
  }

  /** Reads a part to its end; one that is not there is empty. */
  async read(part: string, handler: XmlHandler): Promise<void> {
    await this.drain(part, handler, () => []).next();
  }

  /** Reads a part piece by piece, and yields what the handler has ready after each. */
  async *drain<T>(part: string, handler: XmlHandler, take: () => readonly T[]): AsyncGenerator<T> {
    const entry = this.entries.get(part);
    if (!entry) return;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const reader = new XmlReader(handler);
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        reader.write(decoder.decode(chunk as Buffer, { stream: true }));
        yield* take();
      }
      reader.write(decoder.decode());
      reader.end();
      yield* take();
    } catch (error) {
      throw error instanceof UnreadableTable ? error : new UnreadableTable('broken-xlsx');
    }
  }
}

const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > SMALL && uncompressedSize > compressedSize * MAX_RATIO;
