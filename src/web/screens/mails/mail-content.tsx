import { useState } from 'react';
import { addressOf } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { Button } from '../../ui/button.tsx';
import { frameHeight } from './mail-words.ts';

interface ContentProps {
  readonly subject: string;
  /** Path of its HTML in the API; null: it has none. */
  readonly page: string | null;
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * What the mail says: as its sender laid it out, or as plain text. The frame is sandboxed without any permission, and the service
 * answers what is in it under a policy of its own: nothing runs, nothing is fetched, nothing reaches the page around it.
 */
export function MailContent({ subject, page, text, isCut }: ContentProps) {
  const t = useTexts(mailTexts);
  const [asText, setAsText] = useState(false);
  const isFramed = page !== null && !asText;
  return (
    <section className="stack" aria-labelledby="mail-content">
      <div className="line spread">
        <h2 id="mail-content">{t('content')}</h2>
        {page !== null && (
          <Button kind="quiet" onClick={() => setAsText(!asText)}>
            {t(asText ? 'asPage' : 'asText')}
          </Button>
        )}
      </div>
      {isFramed && (
        <>
          <iframe
            className="mail-frame"
            style={{ height: frameHeight(text) }}
            title={t('frame', { subject })}
            src={addressOf(page)}
            sandbox=""
            referrerPolicy="no-referrer"
            // A frame is scrolled by keys only when it can have the focus.
            tabIndex={0}
          />
          <p className="small quiet">{t('frameNote')}</p>
        </>
      )}
      {!isFramed &&
        (text.trim() === '' ? (
          <p className="quiet">{t('noText')}</p>
        ) : (
          <p className="as-typed">{text.replace(/\r\n?/g, '\n')}</p>
        ))}
      {isCut && <p className="small quiet">{t('textCut')}</p>}
    </section>
  );
}
