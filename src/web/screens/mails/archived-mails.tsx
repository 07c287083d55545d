import './mails.css';
import { useCallback, useRef } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useTexts } from '../../texts/catalogue.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { useKeptScroll } from '../../ui/kept-scroll.ts';
import { useKeys } from '../../ui/keys.ts';
import { useArrival } from '../../ui/page.tsx';
import { ReadingPane } from '../../ui/reading-pane.tsx';
import { ArchivePanel } from './archive-panel.tsx';
import { ArchivedMail } from './archived-mail.tsx';

/** Thư cũ: what lay in the old inboxes, and beside the list what is open. `/archived-mails/:id?`, with the filter as its query. */
export function ArchivedMails() {
  const t = useTexts(mailTexts);
  const { id } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const heading = useArrival(t('archiveTitle'));
  const lastId = useRef<string | null>(null);
  if (id) lastId.current = id;
  useKeptScroll(id !== undefined);
  const listPath = `/archived-mails${search}`;
  const toList = useCallback(() => void navigate(listPath), [navigate, listPath]);
  useKeys({ Escape: () => id && toList() });
  return (
    <ReadingPane
      label={t('archiveList')}
      listPath={listPath}
      hint={t('hint')}
      list={<ArchivePanel openId={id ?? null} lastId={lastId} heading={id ? null : heading} />}
      detail={id ? <ArchivedMail key={id} id={id} /> : null}
    />
  );
}
