import { useCallback, useRef } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { useKeys } from '../../ui/keys.ts';
import { useArrival } from '../../ui/page.tsx';
import { ReadingPane } from '../../ui/reading-pane.tsx';
import { DocumentView } from './document/document-view.tsx';
import { InboxPanel } from './inbox-panel.tsx';
import { lineInLists } from './line-in-lists.ts';
import { useKeptScroll } from '../../ui/kept-scroll.ts';
import { later } from '../../ui/later.tsx';

const EntryDialog = later(async () => (await import('./lazy/entry-dialog.tsx')).EntryDialog);

/** Văn bản đến: the list, and beside it what is open. `/incoming/:id?`, with the filter as its query. `?enter` opens the paper form. */
export function Incoming() {
  const t = useTexts(incomingTexts);
  const { id } = useParams();
  const { search, hash } = useLocation();
  const navigate = useNavigate();
  const line = id ? lineInLists(queries, id) : null;
  const title = id ? [line?.symbol, line?.subject].filter(Boolean).join(' · ') || t('title') : t('title');
  const heading = useArrival(title);
  const opened = useRef<string | null>(null);
  if (id) opened.current = id;
  useKeptScroll(id !== undefined);
  const listPath = `/incoming${search}`;
  const toList = useCallback(() => void navigate(listPath), [navigate, listPath]);
  useKeys({ Escape: () => id && toList() });
  const closeEntry = (made?: string): void =>
    void navigate({ pathname: made ? `/incoming/${made}` : `/incoming/${id ?? ''}`, search });
  return (
    <>
      <ReadingPane
        label={t('list')}
        listPath={listPath}
        hint={t('hint')}
        list={<InboxPanel openId={id ?? null} lastId={opened} heading={id ? null : heading} />}
        detail={id ? <DocumentView key={id} id={id} line={line} /> : null}
      />
      {hash === '#enter' && <EntryDialog onClose={closeEntry} />}
    </>
  );
}
