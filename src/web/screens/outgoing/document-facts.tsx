import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Day, Deadline } from '../../ui/marks.tsx';

/** What the paper says of itself; empty lines are left out. */
export function DocumentFacts({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const signer = [document.signerCapacity, document.signerTitle, document.signerName].filter(Boolean).join(' · ');
  const isOver = document.state === 'closed' || document.state === 'revoked' || document.state === 'superseded';
  return (
    <dl className="doc-facts">
      {document.documentDate && <Fact name={t('documentDate')}>{<Day on={document.documentDate} />}</Fact>}
      {signer && <Fact name={t('signer')}>{signer}</Fact>}
      {document.respondBy && <Fact name={t('respondBy')}>{<Deadline at={document.respondBy} kept={isOver} />}</Fact>}
      {document.pageCount !== null && <Fact name={t('pageCount')}>{document.pageCount}</Fact>}
      {document.copyCount !== null && <Fact name={t('copyCount')}>{document.copyCount}</Fact>}
      {document.summary && <Fact name={t('summary')}>{document.summary}</Fact>}
      {document.note && <Fact name={t('note')}>{document.note}</Fact>}
      {document.relations.map(({ documentId, relation, symbol, subject }) => (
        <Fact key={documentId + relation} name={t(`relation_${relation}`)}>
          <Link to={`/outgoing/${documentId}`}>{symbol ?? subject}</Link>
        </Fact>
      ))}
      {document.repliesTo && (
        <Fact name={t('repliesTo')}>
          <Link to={`/incoming/${document.repliesTo}`}>{t('seeIncoming')}</Link>
        </Fact>
      )}
      {document.supersededBy && (
        <Fact name={t('supersededBy')}>
          <Link to={`/outgoing/${document.supersededBy}`}>{t('seeNewer')}</Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
