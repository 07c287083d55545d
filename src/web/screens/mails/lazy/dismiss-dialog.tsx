import { useState } from 'react';
import type { DismissArrivedMail } from '../../../../mail-gateway/arrived-mails.dto.ts';
import type { ArrivedMailWire } from '../../../../mail-gateway/arrived-mails.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { arrivedTexts } from '../../../texts/arrived-mails.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { tell } from '../../../ui/toasts.ts';
import { askMailAnew, keepMail } from '../arrived-answers.ts';

type Code = DismissArrivedMail['code'];
const CODES = [
  'no_document',
  'duplicate',
  'wrong_addressee',
  'private',
  'spam',
  'other',
] as const satisfies readonly Code[];
/** The service asks for as much. */
const SHORTEST = 10;

interface DismissProps {
  readonly mail: ArrivedMailWire;
  readonly onClose: () => void;
}

/** Says why the mail is no document; it can be taken back. */
export function DismissDialog({ mail, onClose }: DismissProps) {
  const t = useTexts(arrivedTexts);
  const w = useTexts(workTexts);
  const c = useTexts(common);
  const [code, setCode] = useState<Code>(mail.isSpam ? 'spam' : 'no_document');
  const [text, setText] = useState('');
  const [short, setShort] = useState(false);
  const count = text.trim().length;
  const dismiss = useAct<DismissArrivedMail, ArrivedMailWire>({
    do: (body, call) => post<ArrivedMailWire>(`/arrived-mails/${mail.id}/dismissal`, body, call),
    errors: 'field',
    done: (answer) => {
      keepMail(answer);
      return { text: t('doneDismiss'), undo: () => void takeBack(mail.id) };
    },
  });
  const submit = async (): Promise<void> => {
    setShort(count < SHORTEST);
    if (count >= SHORTEST && (await dismiss.run({ code, text }))) onClose();
  };
  const tooShort = short && count < SHORTEST ? w('reasonShort', { count }) : undefined;
  return (
    <Dialog title={t('dismissTitle')} onClose={onClose}>
      <Form onSubmit={() => void submit()} problem={dismiss.problem} label={t('dismissTitle')}>
        <p className="quiet">{t('dismissText')}</p>
        <SelectField
          label={w('reason')}
          error={dismiss.fields['code']}
          value={code}
          onChange={setCode}
          options={CODES.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
        <TextArea
          label={w('reasonText')}
          error={tooShort ?? dismiss.fields['text']}
          required
          maxLength={500}
          value={text}
          onChange={setText}
        />
        <footer className="dialog-foot">
          <Button kind="primary" type="submit" busy={dismiss.pending}>
            {t('dismissDo')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}

/** Undo: the window is gone by then, so the act stands on its own. */
async function takeBack(id: string): Promise<void> {
  try {
    keepMail(await post<ArrivedMailWire>(`/arrived-mails/${id}/reopening`));
  } catch (error) {
    const problem = asProblem(error);
    tell({ tone: 'bad', text: problem.detail, code: problem.report });
    askMailAnew(id);
  }
}
