import { Download } from 'lucide-react';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { addressOf } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { FilePill } from '../../ui/file-pill.tsx';
import { scanLook } from '../composer/scan-look.ts';

const OPEN = new Set(['off', 'clean', 'released']);

export function DocumentFiles({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const { id, attachments } = document;
  const path = `/outgoing-documents/${id}/attachments`;
  return (
    <section className="stack" aria-labelledby="document-files">
      <div className="line spread">
        <h2 id="document-files">{t('files', { count: attachments.length })}</h2>
        {attachments.length > 1 && attachments.every(({ scan }) => OPEN.has(scan.state)) && (
          <a className="line" href={addressOf(`${path}.zip`)} download>
            <Download size={16} aria-hidden /> {t('allFiles')}
          </a>
        )}
      </div>
      {attachments.length === 0 && <p className="quiet">{t('noFiles')}</p>}
      {attachments.map((file) => {
        const look = scanLook(file.scan.state);
        return (
          <FilePill
            key={file.id}
            name={file.name}
            size={file.size}
            {...(look && { scan: look })}
            {...(OPEN.has(file.scan.state) && { href: addressOf(`${path}/${file.id}/content`) })}
          />
        );
      })}
    </section>
  );
}
