import './outgoing.css';
import { useParams } from 'react-router';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ReadingPane } from '../../ui/reading-pane.tsx';
import { OutgoingDocument } from './outgoing-document.tsx';
import { OutgoingList } from './outgoing-list.tsx';

/** Văn bản đi: what the person's units write and send, and the one that is open. */
export function Outgoing() {
  const t = useTexts(outgoingTexts);
  const { id } = useParams();
  return (
    <ReadingPane
      label={t('title')}
      listPath="/outgoing"
      list={<OutgoingList openId={id ?? null} />}
      detail={id ? <OutgoingDocument key={id} id={id} /> : null}
      hint={t('chooseOne')}
    />
  );
}
