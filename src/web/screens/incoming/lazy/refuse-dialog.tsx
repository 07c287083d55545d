import { useState } from 'react';
import type { RefuseIncoming } from '../../../../incoming/incoming.dto.ts';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { post } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { tell } from '../../../ui/toasts.ts';
import { askAnew, keepAnswer } from '../answers.ts';
import { nameOf, useDocumentAct } from '../document/use-acts.ts';

type Code = RefuseIncoming['code'];
const CODES = [
  'wrong_addressee',
  'missing_attachment',
  'damaged',
  'not_authentic',
  'wrong_form',
  'duplicate',
  'not_competent',
  'other',
] as const satisfies readonly Code[];
/** The service asks for as much. */
const SHORTEST = 10;

interface RefuseProps {
  /** Before registration it is refused, after it returned. */
  readonly act: 'refuse' | 'return';
  readonly document: IncomingDocumentWire;
  readonly onClose: () => void;
}

/** Sends the document back with a coded reason and words; it can be taken back in until the sender has taken note. */
export function RefuseDialog({ act, document, onClose }: RefuseProps) {
  const t = useTexts(workTexts);
  const c = useTexts(common);
  const d = useTexts(documentTexts);
  const [code, setCode] = useState<Code>('wrong_addressee');
  const [text, setText] = useState('');
  const [short, setShort] = useState(false);
  const name = nameOf(document);
  const count = text.trim().length;
  const isRefusal = act === 'refuse';
  const refuse = useDocumentAct(document.id, isRefusal ? 'refusal' : 'return', {
    errors: 'field',
    done: () => ({
      text: isRefusal ? t('doneRefuse', { name }) : t('doneReturn', { name }),
      undo: () => void takeBack(document.id),
    }),
  });
  const submit = async (): Promise<void> => {
    setShort(count < SHORTEST);
    if (count >= SHORTEST && (await refuse.run({ code, text }))) onClose();
  };
  const tooShort = short && count < SHORTEST ? t('reasonShort', { count }) : undefined;
  return (
    <Dialog title={isRefusal ? t('refuseTitle', { name }) : t('returnTitle', { name })} onClose={onClose}>
      <Form onSubmit={() => void submit()} problem={refuse.problem} label={t(act)}>
        <p className="quiet">{t(isRefusal ? 'refuseText' : 'returnText')}</p>
        <SelectField
          label={t('reason')}
          error={refuse.fields['code']}
          value={code}
          onChange={setCode}
          options={CODES.map((value) => ({ value, label: d(`reason.${value}`) }))}
        />
        <TextArea
          label={t('reasonText')}
          hint={t('reasonHint')}
          error={tooShort ?? refuse.fields['text']}
          required
          maxLength={500}
          value={text}
          onChange={setText}
        />
        <footer className="dialog-foot">
          <Button kind="danger" type="submit" busy={refuse.pending}>
            {t(act)}
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
    keepAnswer(await post<IncomingDocumentWire>(`/incoming-documents/${id}/reconsideration`));
  } catch (error) {
    const problem = asProblem(error);
    tell({ tone: 'bad', text: problem.detail, code: problem.report });
    askAnew(id);
  }
}
