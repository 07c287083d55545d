import { useState } from 'react';
import type { ArrivedMailWire } from '../../../../mail-gateway/arrived-mails.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { arrivedTexts } from '../../../texts/arrived-mails.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { mailTexts } from '../../../texts/mails.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { Note } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { dayInWords, localDay } from '../../../words/when.ts';
import { keepMail } from '../arrived-answers.ts';
import { senderOf } from '../mail-words.ts';
import { registrationBody, registrationFrom, type Registration } from '../registration.ts';
import { RegistrationFields } from './registration-fields.tsx';

const TWIN = 'incoming.duplicate';
/** The form is longer than a phone. */
const intoSight = (shown: HTMLElement | null): void => {
  shown?.scrollIntoView({ block: 'nearest' });
};

/** What was typed and not sent, by mail: Escape is pressed too easily. For as long as this page lives, which ends with the session. */
const unsent = new Map<string, Registration>();

interface RegisterProps {
  readonly mail: ArrivedMailWire;
  readonly onClose: () => void;
}

/** Makes the mail an incoming document; what the mail says is filled in already. */
export function RegisterDialog({ mail, onClose }: RegisterProps) {
  const t = useTexts(arrivedTexts);
  const w = useTexts(workTexts);
  const m = useTexts(mailTexts);
  const c = useTexts(common);
  const today = localDay(useNow());
  const [entry, setEntry] = useState(() => unsent.get(mail.id) ?? registrationFrom(mail, today));
  const change = (part: Partial<Registration>): void => {
    const next = { ...entry, ...part };
    unsent.set(mail.id, next);
    setEntry(next);
  };
  const register = useAct<boolean, ArrivedMailWire>({
    do: (acceptDuplicate, call) =>
      post<ArrivedMailWire>(
        `/arrived-mails/${mail.id}/registration`,
        { ...registrationBody(entry), acceptDuplicate },
        call,
      ),
    errors: 'field',
    done: (answer) => {
      keepMail(answer);
      return { text: t(entry.register ? 'doneRegister' : 'doneEnter', { subject: entry.subject }) };
    },
  });
  const submit = async (acceptDuplicate: boolean): Promise<void> => {
    if (!(await register.run(acceptDuplicate))) return;
    unsent.delete(mail.id);
    onClose();
  };
  const { fields, problem } = register;
  const isTwin = problem?.code === TWIN;
  const title = t('registerTitle', { sender: senderOf(mail) || m('noSender') });
  return (
    <Dialog title={title} onClose={onClose} wide>
      <Form onSubmit={() => void submit(false)} problem={isTwin ? null : problem} label={title}>
        <RegistrationFields mail={mail} entry={entry} fields={fields} today={today} onChange={change} />
        <CheckField label={t('registerNow')} checked={entry.register} onChange={(now) => change({ register: now })} />
        {isTwin && (
          <div role="alert" ref={intoSight}>
            <Note tone="warn">
              <p>
                {w('twin', {
                  symbol: String(problem?.params['symbol'] ?? ''),
                  day: dayInWords(String(problem?.params['arrivedOn'] ?? '')),
                })}
              </p>
              <Button busy={register.pending} onClick={() => void submit(true)}>
                {w('twinDifferent')}
              </Button>
            </Note>
          </div>
        )}
        <footer className="dialog-foot">
          <Button kind="primary" type="submit" busy={register.pending}>
            {t(entry.register ? 'register' : 'enterOnly')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}
