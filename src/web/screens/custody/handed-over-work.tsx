import { Link } from 'react-router';
import type { OpenDraftWire, OpenWorkWire } from '../../../custody/custody.wire.ts';
import type { HandedOver } from '../../../custody/handover.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { custodyTexts } from '../../texts/custody.vi.ts';
import { Deadline, StateMark, When } from '../../ui/marks.tsx';
import { Part } from '../admin/parts/facts.tsx';
import { usePostWords } from '../admin/parts/post-words.ts';
import { typeNameOf, useTypeNames } from '../outgoing/type-names.ts';

interface WorkProps {
  readonly work: HandedOver;
  /** The reader works on it now, and may open it. */
  readonly isMine: boolean;
}

/** Everything that was open: posts, received documents by their numbers, drafts. */
export function HandedOverWork({ work, isMine }: WorkProps) {
  const t = useTexts(custodyTexts);
  const postWords = usePostWords();
  const { posts, deliveries, drafts } = work;
  const none = <p className="quiet">{t('none')}</p>;
  return (
    <>
      <Part title={`${t('posts')} (${posts.length})`}>
        {posts.length === 0 && none}
        <ul className="rows">
          {posts.map((held) => (
            <li key={held.id} className="row">
              {postWords(held)} · {held.unitName}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={`${t('deliveries')} (${deliveries.length})`}>
        {deliveries.length === 0 ? none : <p className="small quiet">{t('deliveriesText')}</p>}
        <ul className="rows">
          {deliveries.map((one) => (
            <Delivery key={one.deliveryId} work={one} isMine={isMine} />
          ))}
        </ul>
      </Part>
      <Part title={`${t('drafts')} (${drafts.length})`}>
        {drafts.length === 0 && none}
        <ul className="rows">
          {drafts.map((one) => (
            <Draft key={one.documentId} draft={one} isMine={isMine} />
          ))}
        </ul>
      </Part>
    </>
  );
}

function Delivery({ work, isMine }: { readonly work: OpenWorkWire; readonly isMine: boolean }) {
  const t = useTexts(custodyTexts);
  const name =
    work.arrivalNumber === null
      ? t('notRegistered')
      : t('arrival', { number: work.arrivalNumber, year: work.arrivalYear ?? '' });
  return (
    <li className="row">
      <span>{isMine ? <Link to={`/incoming/${work.deliveryId}`}>{name}</Link> : name}</span>
      <span className="line">
        <StateMark state={work.state} />
        {work.dueAt && <Deadline at={work.dueAt} />}
      </span>
    </li>
  );
}

function Draft({ draft, isMine }: { readonly draft: OpenDraftWire; readonly isMine: boolean }) {
  const t = useTexts(custodyTexts);
  const name = typeNameOf(useTypeNames(), draft.typeCode);
  return (
    <li className="row">
      <span>{isMine ? <Link to={`/outgoing/${draft.documentId}`}>{name}</Link> : name}</span>
      <span className="small quiet">
        {t('edited')} <When at={draft.updatedAt} />
      </span>
    </li>
  );
}
