import { ShieldAlert, ShieldCheck, ShieldOff } from 'lucide-react';
import type { ArrivedActWire, ArrivedMailWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts, vi } from '../../texts/arrived-mails.vi.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { Mark, When } from '../../ui/marks.tsx';
import { replyOf, resultsOf, trustOf } from './arrived-words.ts';
import { Fact } from './fact.tsx';
import { wholeSenderOf } from './mail-words.ts';

/** The headers in words, and what the mail servers found. */
export function ArrivedFacts({ mail }: { readonly mail: ArrivedMailWire }) {
  const t = useTexts(arrivedTexts);
  const m = useTexts(mailTexts);
  const units = new Map(useWho().posts.map(({ unitId, unitName }) => [unitId, unitName]));
  const { sentAt, arrivedAt, inboxes, envelopeFrom, fromAddress, cameBy } = mail;
  const reply = replyOf(mail);
  return (
    <>
      <dl className="facts mail-facts">
        <Fact name={m('fromWho')}>{wholeSenderOf(mail) || m('noSender')}</Fact>
        <Fact name={t('checked')}>
          <TrustMark mail={mail} />
        </Fact>
        <Fact name={t('arrivedAt')}>
          <When at={arrivedAt} />
        </Fact>
        <Fact name={t('toInboxes')}>{inboxes.join(', ')}</Fact>
        {units.size > 1 && <Fact name={t('unit')}>{units.get(mail.unitId) ?? ''}</Fact>}
      </dl>
      <details>
        <summary>{t('moreFacts')}</summary>
        <dl className="facts mail-facts">
          <Fact name={m('sentAt')}>{sentAt ? <When at={sentAt} /> : m('noSentAt')}</Fact>
          {envelopeFrom !== fromAddress && <Fact name={t('envelope')}>{envelopeFrom || t('bounce')}</Fact>}
          <Fact name={t('cameBy')}>{t(`cameBy.${cameBy}`)}</Fact>
          {reply && <Fact name={t('reply')}>{t(reply)}</Fact>}
        </dl>
      </details>
    </>
  );
}

const TRUST = {
  forged: { tone: 'red', icon: ShieldAlert },
  proved: { tone: 'green', icon: ShieldCheck },
  unproved: { tone: 'orange', icon: ShieldOff },
  unchecked: { tone: 'grey', icon: ShieldOff },
} as const;

/** Whether it is from where it says: the conclusion first, then what it rests on. */
function TrustMark({ mail }: { readonly mail: ArrivedMailWire }) {
  const t = useTexts(arrivedTexts);
  const trust = trustOf(mail.authentication);
  const { tone, icon: Icon } = TRUST[trust];
  const results = resultsOf(mail.authentication);
  return (
    <>
      <span className="mail-trust">
        <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
          {t(`trust.${trust}`)}
        </Mark>
      </span>
      {results.length > 0 && (
        <span className="small quiet">{results.map(([method, key]) => `${method} ${t(key)}`).join(' · ')}</span>
      )}
    </>
  );
}

/** Who dealt with it, and why. */
export function ArrivedHistory({ acts }: { readonly acts: readonly ArrivedActWire[] }) {
  const t = useTexts(arrivedTexts);
  if (acts.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="mail-acts">
      <h2 id="mail-acts">{t('acts')}</h2>
      <ul className="timeline">
        {acts.map(({ act, at, byName, code, text }) => (
          <li key={`${act} ${at}`}>
            <p>
              <strong>{t(`act.${act}`)}</strong>
              {code && `: ${reasonWord(code, t)}`}
            </p>
            {text && <p className="as-typed">{text}</p>}
            <p className="small quiet">
              {byName} · <When at={at} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const reasonWord = (code: string, t: ReturnType<typeof useTexts<typeof vi>>): string => {
  const key = `reason.${code}`;
  return key in vi ? t(key as 'reason.other') : code;
};
