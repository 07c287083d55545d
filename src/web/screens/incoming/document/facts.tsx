import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { documentTypes } from '../../../api/document-types.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { Day, Deadline, StateMark, When } from '../../../ui/marks.tsx';
import { dueNow } from '../due.ts';

/** What the document is, in the order in which one asks. */
export function Facts({ document }: { readonly document: IncomingDocumentWire }) {
  const t = useTexts(documentTexts);
  const { posts } = useWho();
  const units = new Map(posts.map(({ unitId, unitName }) => [unitId, unitName]));
  const due = dueNow(document);
  const { arrivalNumber, arrivalYear, origin, deliveredAt, documentDate, openedAt, respondBy } = document;
  const signer = [document.signerCapacity, document.signerTitle, document.signerName].filter(Boolean).join(' ');
  return (
    <>
      <p className="line document-state">
        <StateMark state={document.state} />
        {due && <Deadline at={due} />}
        {!document.isOpen && <span className="quiet small">{t('complete')}</span>}
      </p>
      <dl className="facts">
        <Fact name={t('from')}>
          {document.sender.name}
          {origin !== 'system' && (
            <span className="quiet"> · {t(`origin.${origin as 'paper' | 'email' | 'other'}`)}</span>
          )}
        </Fact>
        {arrivalNumber !== null && (
          <Fact name={t('arrivalNumber')}>
            <strong>{t('arrivalNumberOf', { number: arrivalNumber, year: arrivalYear ?? '' })}</strong>
          </Fact>
        )}
        {documentDate && (
          <Fact name={t('documentDate')}>
            <Day on={documentDate} />
          </Fact>
        )}
        {deliveredAt && (
          <Fact name={t('arrivedAt')}>
            <When at={deliveredAt} />
          </Fact>
        )}
        {document.typeCode && (
          <Fact name={t('type')}>
            <TypeName code={document.typeCode} />
          </Fact>
        )}
        <Fact name={t('purpose')}>{t(`purpose.${document.purpose}`)}</Fact>
        {units.size > 1 && <Fact name={t('unit')}>{units.get(document.unitId) ?? ''}</Fact>}
        {respondBy && (
          <Fact name={t('respondBy')}>
            <When at={respondBy} />
          </Fact>
        )}
        {signer && <Fact name={t('signer')}>{signer}</Fact>}
        {document.pageCount !== null && <Fact name={t('pages')}>{document.pageCount}</Fact>}
      </dl>
      {openedAt && (
        <p className="small quiet document-opened" role="status">
          {t('opened')} <When at={openedAt} />.
        </p>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TypeName({ code }: { readonly code: string }) {
  const language = useLanguage();
  const { data } = useQuery(documentTypes());
  const type = data?.find((one) => one.code === code);
  return language === 'vi' ? type?.name : type?.english;
}
