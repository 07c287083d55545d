import { useState } from 'react';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { nameOf, useDocumentAct } from '../document/use-acts.ts';

interface NoteProps {
  readonly act: 'finish' | 'progress';
  readonly document: IncomingDocumentWire;
  readonly onClose: () => void;
}

/** How the work goes, or what came of it: a few words. */
export function NoteDialog({ act, document, onClose }: NoteProps) {
  const t = useTexts(workTexts);
  const c = useTexts(common);
  const [text, setText] = useState('');
  const name = nameOf(document);
  const isEnd = act === 'finish';
  const note = useDocumentAct(document.id, isEnd ? 'completion' : 'progress-notes', {
    errors: 'field',
    done: () => ({ text: isEnd ? t('doneFinish', { name }) : t('doneProgress') }),
  });
  const submit = async (): Promise<void> => {
    const body = isEnd ? text.trim() && { result: text } : { text };
    if (await note.run(body || {})) onClose();
  };
  return (
    <Dialog title={isEnd ? t('finishTitle', { name }) : t('progressTitle', { name })} onClose={onClose}>
      <Form onSubmit={() => void submit()} problem={note.problem}>
        <TextArea
          label={isEnd ? t('result') : t('progress')}
          {...(isEnd && { hint: t('resultHint') })}
          error={note.fields['text'] ?? note.fields['result']}
          required={!isEnd}
          maxLength={2000}
          value={text}
          onChange={setText}
        />
        <footer className="dialog-foot">
          <Button kind="primary" type="submit" busy={note.pending}>
            {t(isEnd ? 'finish' : 'progressDo')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}
