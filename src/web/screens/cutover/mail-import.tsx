import { useState } from 'react';
import { Check, CircleX, Clock, LoaderCircle, Pause } from 'lucide-react';
import type { MailImportWire } from '../../../mail-archive/mail-import.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverMailsTexts } from '../../texts/cutover-mails.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { countInWords, sizeInWords } from '../../words/amounts.ts';
import { spanInWords } from '../../words/when.ts';
import { Figures } from './figures.tsx';

const LOOKS = {
  waiting: { tone: 'grey', icon: Clock },
  running: { tone: 'blue', icon: LoaderCircle },
  paused: { tone: 'orange', icon: Pause },
  done: { tone: 'green', icon: Check },
  cancelled: { tone: 'grey', icon: CircleX },
} as const;

/** One bringing over: how far, how fast, how long still, what went wrong and what to do. */
export function MailImport({ one }: { readonly one: MailImportWire }) {
  const t = useTexts(cutoverMailsTexts);
  const { tone, icon: Icon } = LOOKS[one.state];
  const isAtWork = one.state === 'waiting' || one.state === 'running' || one.state === 'paused';
  return (
    <li className="import-card">
      <div className="line spread">
        <span>
          <strong>{t(`source_${one.source}`)}</strong>
          {one.fileName && <span className="breaks"> {one.fileName}</span>}
          <small className="quiet block">
            {t('by', { name: one.requestedBy })} · <When at={one.requestedAt} />
          </small>
        </span>
        <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
          {t(`is_${one.state}`)}
        </Mark>
      </div>
      {isAtWork && <Progress one={one} />}
      <Problem one={one} />
      <FiguresOf one={one} />
      {isAtWork && <Acts one={one} />}
    </li>
  );
}

function Progress({ one }: { readonly one: MailImportWire }) {
  const t = useTexts(cutoverMailsTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  const { seen, expected, mailsPerMinute, remainingSeconds, foldersTotal, foldersDone, state } = one;
  const so = expected === null ? t('seen', { seen: n(seen) }) : t('seenOf', { seen: n(seen), expected: n(expected) });
  const words = [
    so,
    foldersTotal !== null && t('folders', { done: foldersDone, total: foldersTotal }),
    state === 'running' && mailsPerMinute !== null && t('rate', { count: n(mailsPerMinute) }),
    state === 'running' &&
      remainingSeconds !== null &&
      t('left', { span: spanInWords(remainingSeconds * 1000, language) }),
  ];
  return (
    <div>
      <progress
        className="gauge"
        aria-label={so}
        // Without a value the bar would say that something moves.
        {...(expected === null && state === 'running'
          ? {}
          : { max: Math.max(1, expected ?? 1), value: expected === null ? 0 : seen })}
      />
      <p className="small tabular-wrap">{words.filter(Boolean).join(' · ')}</p>
    </div>
  );
}

function Problem({ one: { state, problem, failed } }: { readonly one: MailImportWire }) {
  const t = useTexts(cutoverMailsTexts);
  const isResting = state === 'paused';
  if (isResting && problem === null) return <p className="quiet">{t('pausedByHand')}</p>;
  if (problem !== null && state !== 'done' && state !== 'cancelled')
    return (
      <Note tone={isResting ? 'bad' : 'warn'}>
        <p>{t(`p_${problem}`)}</p>
        <p className="small">{t(isResting ? 'restsNow' : 'goesOn')}</p>
      </Note>
    );
  return state === 'done' && failed > 0 ? <p className="field-error">{t('failedText')}</p> : null;
}

function FiguresOf({ one }: { readonly one: MailImportWire }) {
  const t = useTexts(cutoverMailsTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  if (one.seen === 0 && one.state !== 'done') return null;
  return (
    <Figures
      rows={[
        [t('f_copied'), n(one.copied)],
        [t('f_duplicates'), n(one.duplicates)],
        [t('f_broken'), n(one.broken)],
        [t('f_failed'), n(one.failed)],
        [t('f_bytes'), sizeInWords(one.bytes, language)],
      ]}
    />
  );
}

function Acts({ one }: { readonly one: MailImportWire }) {
  const t = useTexts(cutoverMailsTexts);
  const [asks, setAsks] = useState(false);
  const touches = [['cutover', 'mail-imports', one.inboxId]];
  const act = (path: string, said: 'pausedNow' | 'resumed' | 'cancelled') => ({
    do: () => post<MailImportWire>(`/mail-imports/${one.id}/${path}`),
    touches,
    done: () => {
      setAsks(false);
      // The card shows it.
      announce(t(said));
    },
  });
  const pause = useAct(act('pause', 'pausedNow'));
  const resume = useAct(act('resumption', 'resumed'));
  const cancel = useAct(act('cancellation', 'cancelled'));
  return (
    <div className="line">
      {one.can.pause && (
        <Button busy={pause.pending} onClick={() => void pause.run()}>
          {t('pause')}
        </Button>
      )}
      {one.can.resume && (
        <Button busy={resume.pending} onClick={() => void resume.run()}>
          {t('resume')}
        </Button>
      )}
      {one.can.cancel && <Button onClick={() => setAsks(true)}>{t('cancel')}</Button>}
      {asks && (
        <ConfirmConsequence
          title={t('cancelTitle')}
          action={t('cancel')}
          danger
          busy={cancel.pending}
          onConfirm={() => void cancel.run()}
          onClose={() => setAsks(false)}
        >
          <p>{t('cancelText')}</p>
        </ConfirmConsequence>
      )}
    </div>
  );
}
