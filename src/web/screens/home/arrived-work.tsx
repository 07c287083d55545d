import { useId } from 'react';
import { Link } from 'react-router';
import type { WaitingMailsWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { When } from '../../ui/marks.tsx';
import { countUpTo } from './home-work.ts';

/** "2 thư gửi vào địa chỉ cũ chờ vào sổ", with the newest. */
export function ArrivedWork({ waiting }: { readonly waiting: WaitingMailsWire }) {
  const t = useTexts(homeTexts);
  const id = useId();
  if (waiting.count === 0) return null;
  return (
    <section aria-labelledby={id} className="home-block">
      <header className="home-head">
        <h2 id={id}>{t('mailsWait', { count: countUpTo(waiting.count, t('many')) })}</h2>
        <p>
          <Link to="/arrived-mails">{t('allMails')}</Link>
        </p>
      </header>
      <ul className="rows">
        {waiting.first.slice(0, 3).map((mail) => {
          const address = `/arrived-mails/${mail.id}`;
          const subject = mail.subject || t('mailNoSubject');
          return (
            <li key={mail.id} className="row home-row">
              <div className="home-text">
                <p className="two-lines">
                  <Link to={address} className="plain-link">
                    {subject}
                  </Link>
                </p>
                <p className="small quiet two-lines">
                  {mail.fromName || mail.fromAddress} · <When at={mail.arrivedAt} />
                </p>
              </div>
              <ButtonLink to={address}>
                {t(mail.can.includes('register') ? 'openToRegister' : 'openMail')}
                <span className="hidden-text"> {subject}</span>
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
