import { useEffect, useRef, useState, type RefObject } from 'react';
import { BookOpen, FileX, Inbox, RotateCcw } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { ArrivedMailWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts } from '../../texts/arrived-mails.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { askMailAnew, keepMail } from './arrived-answers.ts';
import { later } from '../../ui/later.tsx';

const RegisterDialog = later(async () => (await import('./lazy/register-dialog.tsx')).RegisterDialog);
const DismissDialog = later(async () => (await import('./lazy/dismiss-dialog.tsx')).DismissDialog);

interface ActsProps {
  readonly mail: ArrivedMailWire;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** What is to be done about the mail: one thing first; `e` does it. What this person may not do is shown with its reason. */
export function ArrivedActs({ mail, heading }: ActsProps) {
  const t = useTexts(arrivedTexts);
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'register' | 'dismiss' | null>(null);
  const reopening = useReopening(mail.id);
  const { state, can, deliveryId, isRead } = mail;
  const why = (act: 'register' | 'dismiss' | 'reopen'): string | null => {
    if (!can.includes(act)) return t('onlyClerk');
    return act === 'register' && !isRead ? t('beingRead') : null;
  };
  const ask = (act: 'register' | 'dismiss'): void => {
    if (why(act) === null) setAsks(act);
  };
  useKeys({
    e: ({ repeat }) => {
      const row = document.activeElement?.closest<HTMLElement>('[data-row]');
      // The focus on another row: the open mail is not what is meant.
      if (repeat || (row && row.dataset['row'] !== mail.id)) return;
      if (state === 'waiting') ask('register');
      else if (deliveryId) void navigate(`/incoming/${deliveryId}`);
    },
  });
  const acts = useFocusKept(state, heading);
  const refused = state === 'waiting' ? why('register') : state === 'dismissed' ? why('reopen') : null;
  if (state === 'kept') return null;
  return (
    <div ref={acts} className="page-actions">
      {state === 'waiting' && (
        <>
          <Button
            kind="primary"
            icon={<BookOpen size={18} aria-hidden />}
            aria-haspopup="dialog"
            refused={why('register')}
            onClick={() => ask('register')}
          >
            {t('register')}
          </Button>
          <Button
            icon={<FileX size={18} aria-hidden />}
            aria-haspopup="dialog"
            refused={why('dismiss')}
            onClick={() => ask('dismiss')}
          >
            {t('dismiss')}
          </Button>
        </>
      )}
      {state === 'dismissed' && (
        <Button
          icon={<RotateCcw size={18} aria-hidden />}
          busy={reopening.pending}
          refused={why('reopen')}
          onClick={() => void reopening.run()}
        >
          {t('reopen')}
        </Button>
      )}
      {deliveryId && (
        <ButtonLink to={`/incoming/${deliveryId}`} kind="primary" icon={<Inbox size={18} aria-hidden />}>
          {t('openDocument')}
        </ButtonLink>
      )}
      {refused && (
        <p className="document-refused small quiet" aria-hidden>
          {refused}
        </p>
      )}
      {asks === 'register' && <RegisterDialog mail={mail} onClose={() => setAsks(null)} />}
      {asks === 'dismiss' && <DismissDialog mail={mail} onClose={() => setAsks(null)} />}
    </div>
  );
}

function useReopening(id: string) {
  const t = useTexts(arrivedTexts);
  const act = useAct<void, ArrivedMailWire>({
    do: (_, call) => post<ArrivedMailWire>(`/arrived-mails/${id}/reopening`, {}, call),
    done: (mail) => {
      keepMail(mail);
      return { text: t('doneReopen') };
    },
  });
  const run = async (): Promise<void> => {
    if (!(await act.run())) askMailAnew(id);
  };
  return { run, pending: act.pending };
}

/** An act done, its button goes; the focus then goes to the next one, not to nowhere. */
function useFocusKept(state: string, heading: RefObject<HTMLHeadingElement | null>): RefObject<HTMLDivElement | null> {
  const acts = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const move = (): void => {
      if (document.activeElement !== document.body) return;
      (acts.current?.querySelector<HTMLElement>('a, button') ?? heading.current)?.focus();
    };
    // The window that asked gives its focus back first.
    const timer = setTimeout(move);
    return () => clearTimeout(timer);
  }, [state, heading]);
  return acts;
}
