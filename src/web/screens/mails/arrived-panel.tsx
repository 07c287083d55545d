import { useMemo, type RefObject } from 'react';
import { CheckCheck, MailQuestionMark, X } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import type { ArrivedMailLineWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { useList } from '../../api/queries.ts';
import { waitingMails } from '../../api/waiting-mails.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts } from '../../texts/arrived-mails.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/conditions.tsx';
import { arrivedFilterOf, arrivedQueryOf, arrivedSearchOf, BOXES, type ArrivedFilter } from './arrived-filter.ts';
import { ArrivedRow } from './arrived-row.tsx';
import { MailRows } from './mail-rows.tsx';

const PAGE = 40;
/** The service counts no further. */
const MOST = 100;

interface PanelProps {
  readonly openId: string | null;
  readonly lastId: RefObject<string | null>;
  /** Of the page; null while a mail has it. */
  readonly heading: RefObject<HTMLHeadingElement | null> | null;
}

/** Everything at the left: what these mails are, the boxes, the rows. */
export function ArrivedPanel({ openId, lastId, heading }: PanelProps) {
  const t = useTexts(arrivedTexts);
  const { search } = useLocation();
  const filter = useMemo(() => arrivedFilterOf(new URLSearchParams(search)), [search]);
  const query = { ...arrivedQueryOf(filter), limit: PAGE };
  const list = useList<ArrivedMailLineWire>(['arrived-mails', 'list'], '/arrived-mails', query, {
    keep: true,
    refetchInterval: 60_000,
  });
  return (
    <div className="inbox">
      <header className="list-head screen-only">
        <div className="line spread">
          <h1 ref={heading} tabIndex={-1}>
            {t('title')}
          </h1>
          <Link to="/cutover/senders">{t('senders')}</Link>
        </div>
        <p className="quiet mail-about">{t('about')}</p>
        <Boxes filter={filter} />
        {filter.sender !== '' && (
          <p className="line">
            <span className="mail-address">{t('onlyFrom', { address: filter.sender })}</span>
            <Link to={`/arrived-mails${arrivedSearchOf({ ...filter, sender: '' })}`} className="line">
              <X size={16} aria-hidden /> {t('allSenders')}
            </Link>
          </p>
        )}
      </header>
      <div className="inbox-body">
        <MailRows
          list={list}
          openId={openId}
          lastId={lastId}
          row={(line) => (
            <ArrivedRow key={line.id} line={line} search={search} open={line.id === openId} box={filter.box} />
          )}
          empty={<ArrivedEmpty filter={filter} />}
        />
      </div>
    </div>
  );
}

function Boxes({ filter }: { readonly filter: ArrivedFilter }) {
  const t = useTexts(arrivedTexts);
  const { data } = useQuery(waitingMails());
  const count = data?.count ?? 0;
  return (
    <nav aria-label={t('boxes')} className="boxes">
      <ul>
        {BOXES.map((box) => (
          <li key={box}>
            <Link
              to={`/arrived-mails${arrivedSearchOf({ ...filter, box })}`}
              className="box"
              aria-current={filter.box === box ? 'page' : undefined}
            >
              {t(`box.${box}`)}
              {box === 'waiting' && count > 0 && (
                <span className="box-count box-count-new">{count >= MOST ? `${MOST}+` : count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ArrivedEmpty({ filter }: { readonly filter: ArrivedFilter }) {
  const t = useTexts(arrivedTexts);
  if (filter.box === 'waiting' && filter.sender === '')
    return (
      <EmptyState title={t('emptyWaiting')} icon={<CheckCheck size={28} />}>
        {t('emptyWaitingText')}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t('emptyBox', { box: t(`box.${filter.box}`) })}
      icon={<MailQuestionMark size={28} />}
      action={<ButtonLink to="/arrived-mails">{t('showWaiting')}</ButtonLink>}
    >
      {t('emptyBoxText')}
    </EmptyState>
  );
}
