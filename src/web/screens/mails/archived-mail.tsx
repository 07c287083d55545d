import { useEffect, useRef } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { ArchivedMailWire } from '../../../mail-archive/archived-mail.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { Fact } from './fact.tsx';
import { MailContent } from './mail-content.tsx';
import { MailFiles, RawMail } from './mail-files.tsx';
import { flagsOf, wholeSenderOf } from './mail-words.ts';

/** One old mail, as it lay in the inbox. To read it is no receipt of anything. */
export function ArchivedMail({ id }: { readonly id: string }) {
  const t = useTexts(mailTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useQuery({
    queryKey: ['archived-mails', 'mail', id],
    queryFn: ({ signal }) => get<ArchivedMailWire>(`/archived-mails/${id}`, { signal }),
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
      <header className="document-head mail-head">
        <h1 ref={heading} tabIndex={-1} className="document-subject">
          {mail ? mail.subject || t('noSubject') : t('archiveTitle')}
        </h1>
      </header>
      {mail ? <MailBody mail={mail} /> : <Skeletons rows={4} height={72} />}
    </article>
  );
}

function MailBody({ mail }: { readonly mail: ArchivedMailWire }) {
  const t = useTexts(mailTexts);
  const path = `/archived-mails/${mail.id}`;
  return (
    <div className="stack">
      <Odd defects={mail.defects} />
      <Head mail={mail} />
      <MailFiles files={mail.files} contentOf={({ id }) => `${path}/attachments/${id}/content`} />
      <MailContent
        subject={mail.subject || t('noSubject')}
        page={mail.hasHtml ? `${path}/page` : null}
        text={mail.text}
        isCut={mail.isTextCut}
      />
      <RawMail path={`${path}/raw`} size={mail.size} scans={mail.files.map(({ scanState }) => scanState)} />
    </div>
  );
}

/** What is wrong with it, each in a sentence that says what to do. */
function Odd({ defects }: Pick<ArchivedMailWire, 'defects'>) {
  const t = useTexts(mailTexts);
  if (defects.length === 0) return null;
  return (
    <Note tone="warn" icon={<TriangleAlert size={20} aria-hidden />}>
      <strong>{t('oddTitle')}</strong>
      <ul className="mail-odd">
        {defects.map((defect) => (
          <li key={defect}>{t(`defect.${defect}`)}</li>
        ))}
      </ul>
    </Note>
  );
}

/** The headers, in words and in the order in which one asks. */
function Head({ mail }: { readonly mail: ArchivedMailWire }) {
  const t = useTexts(mailTexts);
  const { to, cc, sentAt, receivedAt, inboxAddress, folders, flags } = mail;
  const said = flagsOf(flags)
    .map((key) => t(key))
    .join(', ');
  return (
    <dl className="facts mail-facts">
      <Fact name={t('fromWho')}>{wholeSenderOf(mail) || t('noSender')}</Fact>
      {to && <Fact name={t('toWho')}>{to}</Fact>}
      {cc && <Fact name={t('cc')}>{cc}</Fact>}
      <Fact name={t('sentAt')}>{sentAt ? <When at={sentAt} /> : t('noSentAt')}</Fact>
      <Fact name={t('receivedAt')}>
        <When at={receivedAt} />
      </Fact>
      <Fact name={t('inbox')}>{inboxAddress}</Fact>
      {folders.length > 0 && <Fact name={t('folders')}>{folders.join(', ')}</Fact>}
      {said && <Fact name={t('flags')}>{said}</Fact>}
    </dl>
  );
}
