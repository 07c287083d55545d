import './mails.css';
import { useCallback, useRef } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts } from '../../texts/arrived-mails.vi.ts';
import { useKeptScroll } from '../../ui/kept-scroll.ts';
import { useKeys } from '../../ui/keys.ts';
import { useArrival } from '../../ui/page.tsx';
import { ReadingPane } from '../../ui/reading-pane.tsx';
import { ArrivedMail } from './arrived-mail.tsx';
import { ArrivedPanel } from './arrived-panel.tsx';

/** Thư đến địa chỉ cũ: what waits, and beside the list what is open. `/arrived-mails/:id?`, with the box as its query. */
export function ArrivedMails() {
  const t = useTexts(arrivedTexts);
  const { id } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const heading = useArrival(t('title'));
  const lastId = useRef<string | null>(null);
  if (id) lastId.current = id;
  useKeptScroll(id !== undefined);
  const listPath = `/arrived-mails${search}`;
  const toList = useCallback(() => void navigate(listPath), [navigate, listPath]);
  useKeys({ Escape: () => id && toList() });
  return (
    <ReadingPane
      label={t('list')}
      listPath={listPath}
      hint={t('hint')}
      list={<ArrivedPanel openId={id ?? null} lastId={lastId} heading={id ? null : heading} />}
      detail={id ? <ArrivedMail key={id} id={id} /> : null}
    />
  );
}
