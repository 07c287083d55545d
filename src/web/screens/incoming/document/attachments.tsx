import { Download } from 'lucide-react';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { addressOf } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { mayOpen, ShownFiles } from '../../../ui/shown-files.tsx';
import { askAnew } from '../answers.ts';

/** A desktop has room for the first file at once; a phone may be paying for each picture. */
const showsFirst = (): boolean => matchMedia('(min-width: 1100px)').matches;

/** The files, and the one that is looked at. Downloads are stated in a receipt, so the page asks anew after one. */
export function Attachments({ document }: { readonly document: IncomingDocumentWire }) {
  const t = useTexts(documentTexts);
  const { attachments, id } = document;
  const path = `/incoming-documents/${id}/attachments`;
  const downloaded = (): void => void setTimeout(() => askAnew(id), 1500);
  if (attachments.length === 0) return document.state === 'withdrawn' ? null : <p className="quiet">{t('noFiles')}</p>;
  return (
    <section className="stack" aria-labelledby="files">
      <div className="line spread">
        <h2 id="files">{t('files')}</h2>
        {attachments.length > 1 && attachments.every(mayOpen) && (
          <a className="button button-quiet" href={addressOf(`${path}.zip`)} download onClick={downloaded}>
            <Download size={18} aria-hidden />
            <span>{t('zip')}</span>
          </a>
        )}
      </div>
      <ShownFiles
        files={attachments}
        contentOf={(file) => `${path}/${file.id}/content`}
        previewOf={(file) => `${path}/${file.id}`}
        first={showsFirst()}
        onDownload={downloaded}
      />
    </section>
  );
}
