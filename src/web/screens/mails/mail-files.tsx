import { Download } from 'lucide-react';
import type { ScanWire } from '../../../attachments/attachment.wire.ts';
import { addressOf } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { FilePill } from '../../ui/file-pill.tsx';
import { scanLook } from '../../ui/scan-look.ts';
import { sizeInWords } from '../../words/amounts.ts';

type Scan = ScanWire['state'];

const passes = (scan: Scan): boolean => scan === 'clean' || scan === 'off' || scan === 'released';

export interface MailFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly scanState: Scan;
  /** Why it cannot be loaded, whatever the scanner says. */
  readonly closed?: string | null;
}

interface FilesProps {
  readonly files: readonly MailFile[];
  /** Path of a file in the API. */
  readonly contentOf: (file: MailFile) => string;
}

/** What came with the mail; only what the scanner lets pass can be loaded. */
export function MailFiles({ files, contentOf }: FilesProps) {
  const t = useTexts(mailTexts);
  if (files.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="mail-files">
      <h2 id="mail-files">{t('fileTitle')}</h2>
      <ul className="files">
        {files.map((file) => {
          const scan = scanLook(file.scanState);
          const isOpen = passes(file.scanState) && !file.closed;
          return (
            <li key={file.id}>
              <FilePill
                name={file.name}
                size={file.size}
                {...(scan && { scan })}
                {...(isOpen && { href: addressOf(contentOf(file)) })}
              >
                {file.closed && <p className="small quiet">{file.closed}</p>}
              </FilePill>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface RawProps {
  readonly path: string;
  readonly size: number;
  /** Of everything in it. */
  readonly scans: readonly Scan[];
}

/** The message byte for byte. Everything is in it, so everything in it must have passed the scanner. */
export function RawMail({ path, size, scans }: RawProps) {
  const t = useTexts(mailTexts);
  const language = useLanguage();
  const name = t('raw', { size: sizeInWords(size, language) });
  if (!scans.every(passes))
    return (
      <p className="small quiet">
        {name}: {t('rawRefused')}
      </p>
    );
  return (
    <p>
      <a className="button button-plain" href={addressOf(path)} download>
        <Download size={18} aria-hidden />
        <span>{name}</span>
      </a>
    </p>
  );
}
