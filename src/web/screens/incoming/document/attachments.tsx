import { lazy, Suspense, useState } from 'react';
import { Download, Eye, EyeOff } from 'lucide-react';
import type { AttachmentWire } from '../../../../attachments/attachment.wire.ts';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { addressOf } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeletons } from '../../../ui/conditions.tsx';
import { FilePill } from '../../../ui/file-pill.tsx';
import { askAnew } from '../answers.ts';

const Preview = lazy(async () => ({ default: (await import('../lazy/preview.tsx')).Preview }));

/** A desktop has room for the first file at once; a phone may be paying for each picture. */
const showsFirst = (): boolean => matchMedia('(min-width: 1100px)').matches;
const mayOpen = ({ scan }: AttachmentWire): boolean =>
  scan.state === 'clean' || scan.state === 'off' || scan.state === 'released';

/** The files, and the one that is looked at. Downloads are stated in a receipt, so the page asks anew after one. */
export function Attachments({ document }: { readonly document: IncomingDocumentWire }) {
  const t = useTexts(documentTexts);
  const { attachments, id } = document;
  const [shown, show] = useState(() => (showsFirst() ? (attachments.find(mayOpen)?.id ?? null) : null));
  const file = attachments.find((one) => one.id === shown);
  const path = `/incoming-documents/${id}/attachments`;
  const downloaded = (): void => void setTimeout(() => askAnew(id), 1500);
  if (attachments.length === 0) return document.state === 'withdrawn' ? null : <p className="quiet">{t('noFiles')}</p>;
  return (
    <section className="stack" aria-labelledby="files">
      <div className="line spread">
        <h2 id="files">{t('files')}</h2>
        {attachments.length > 1 && attachments.every(mayOpen) && (
          <a
            className="button button-quiet"
            href={addressOf(`/incoming-documents/${id}/attachments.zip`)}
            download
            onClick={downloaded}
          >
            <Download size={18} aria-hidden />
            <span>{t('zip')}</span>
          </a>
        )}
      </div>
      <ul className="files">
        {attachments.map((attachment) => (
          <li key={attachment.id} onClickCapture={(event) => (event.target as Element).closest('a') && downloaded()}>
            <File
              attachment={attachment}
              href={addressOf(`${path}/${attachment.id}/content`)}
              shown={attachment.id === shown}
              onShow={() => show(attachment.id === shown ? null : attachment.id)}
            />
          </li>
        ))}
      </ul>
      {file && (
        <Suspense fallback={<Skeletons rows={1} height={400} />}>
          <Preview key={file.id} base={`${path}/${file.id}`} name={file.name} />
        </Suspense>
      )}
    </section>
  );
}

interface FileProps {
  readonly attachment: AttachmentWire;
  readonly href: string;
  readonly shown: boolean;
  readonly onShow: () => void;
}

function File({ attachment, href, shown, onShow }: FileProps) {
  const t = useTexts(documentTexts);
  const { name, size, scan } = attachment;
  const open = mayOpen(attachment);
  const marks = scan.state === 'off' || scan.state === 'released' ? {} : { scan: scan.state };
  return (
    <FilePill name={name} size={size} {...marks} {...(open && { href })}>
      {open && (
        <Button
          kind="quiet"
          icon={shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          aria-expanded={shown}
          aria-label={shown ? t('hide') : t('seeFile', { name })}
          onClick={onShow}
        >
          {t(shown ? 'hide' : 'see')}
        </Button>
      )}
    </FilePill>
  );
}
