import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ArrivedMailWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts } from '../../texts/arrived-mails.vi.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { ArrivedActs } from './arrived-acts.tsx';
import { ArrivedFacts, ArrivedHistory } from './arrived-facts.tsx';
import { ArrivedMarks, ArrivedStateMark } from './arrived-marks.tsx';
import { mailKey } from './arrived-answers.ts';
import { MailContent } from './mail-content.tsx';
import { MailFiles, RawMail } from './mail-files.tsx';

/** While the service takes it apart. */
const SOON_MS = 3000;

/** One mail to an old address: what to do about it, who wrote it as far as anybody knows, what it says. */
export function ArrivedMail({ id }: { readonly id: string }) {
  const t = useTexts(arrivedTexts);
  const m = useTexts(mailTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useQuery({
    queryKey: mailKey(id),
    queryFn: ({ signal }) => get<ArrivedMailWire>(`/arrived-mails/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.isRead === false ? SOON_MS : false),
  });
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const mail = asked.data;
  if (asked.isError && !mail)
    return (
      <div className="document">
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      </div>
    );
  return (
    <article className="document" aria-busy={!mail}>
      <header className="document-head">
        <div className="document-bar">
          {mail && (
            <p className="line">
              <ArrivedStateMark state={mail.state} />
              <ArrivedMarks {...mail} />
            </p>
          )}
          {mail && <ArrivedActs mail={mail} heading={heading} />}
        </div>
        <h1 ref={heading} tabIndex={-1} className="document-subject">
          {mail ? mail.subject || m('noSubject') : t('title')}
        </h1>
      </header>
      {mail ? <MailBody mail={mail} /> : <Skeletons rows={4} height={72} />}
    </article>
  );
}

function MailBody({ mail }: { readonly mail: ArrivedMailWire }) {
  const t = useTexts(arrivedTexts);
  const m = useTexts(mailTexts);
  const path = `/arrived-mails/${mail.id}`;
  const files = mail.files.map((file) => ({ ...file, closed: file.mediaType === null ? t('fileRefused') : null }));
  return (
    <div className="stack">
      <Warnings mail={mail} />
      <ArrivedFacts mail={mail} />
      <MailFiles files={files} contentOf={({ id }) => `${path}/files/${id}/content`} />
      {mail.isRead && mail.trouble === null && (
        <MailContent
          subject={mail.subject || m('noSubject')}
          page={mail.html === null ? null : `${path}/page`}
          text={mail.text}
          isCut={mail.isCut}
        />
      )}
      {mail.leftOut > 0 && <p className="small quiet">{t('leftOut', { count: mail.leftOut })}</p>}
      <RawMail
        path={`${path}/raw`}
        size={mail.size}
        scans={[mail.messageScanState, ...mail.files.map(({ scanState }) => scanState)]}
      />
      <ArrivedHistory acts={mail.acts} />
    </div>
  );
}

/** What to know before one reads on. */
function Warnings({ mail }: { readonly mail: ArrivedMailWire }) {
  const t = useTexts(arrivedTexts);
  const { isSpam, isAutomatic, keptBecause, isRead, trouble } = mail;
  return (
    <>
      {keptBecause && <Note>{t(`kept.${keptBecause}`)}</Note>}
      {isSpam && <Note tone="warn">{t('spamNote')}</Note>}
      {isAutomatic && !isSpam && <Note>{t('automaticNote')}</Note>}
      {!isRead && (
        <div role="status">
          <Note>{t('beingRead')}</Note>
        </div>
      )}
      {trouble !== null && <Note tone="warn">{t('unreadable')}</Note>}
    </>
  );
}
