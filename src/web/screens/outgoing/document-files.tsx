import { Download } from 'lucide-react';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { addressOf } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { mayOpen, ShownFiles } from '../../ui/shown-files.tsx';

/** What goes out with the document: looked at here as the units will see it. */
export function DocumentFiles({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const { id, attachments } = document;
  const path = `/outgoing-documents/${id}/attachments`;
  return (
    <section className="stack" aria-labelledby="document-files">
      <div className="line spread">
        <h2 id="document-files">{t('files', { count: attachments.length })}</h2>
        {attachments.length > 1 && attachments.every(mayOpen) && (
          <a className="button button-quiet" href={addressOf(`${path}.zip`)} download>
            <Download size={18} aria-hidden />
            <span>{t('allFiles')}</span>
          </a>
        )}
      </div>
      {attachments.length === 0 && <p className="quiet">{t('noFiles')}</p>}
      {attachments.length > 0 && (
        <ShownFiles
          files={attachments}
          contentOf={(file) => `${path}/${file.id}/content`}
          previewOf={(file) => `/attachments/${file.id}`}
        />
      )}
    </section>
  );
}
