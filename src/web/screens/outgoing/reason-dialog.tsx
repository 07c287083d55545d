import { useState } from 'react';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { useStep } from './use-steps.ts';

export type WithReason = 'sendBack' | 'abandon' | 'void' | 'revoke';

interface Props {
  readonly document: OutgoingDocumentWire;
  readonly act: WithReason;
  readonly onClose: () => void;
}

/** What cannot be taken back, with its reason: others will read it. */
export function ReasonDialog({ document, act, onClose }: Props) {
  const t = useTexts(outgoingTexts);
  const all = useTexts(common);
  const [reason, setReason] = useState('');
  const step = useStep(document.id, act, onClose);
  const error = step.fields['reason'];
  return (
    <Dialog title={t(`ask_${act}`, { symbol: document.symbol ?? '' })} onClose={step.pending ? null : onClose}>
      <Form onSubmit={() => void step.run({ reason })} problem={step.problem} beside={Boolean(error)}>
        <p>{t(`consequence_${act}`)}</p>
        <TextArea
          label={t('reason')}
          hint={t('reasonHint')}
          value={reason}
          onChange={setReason}
          error={error}
          minLength={10}
          maxLength={500}
          rows={3}
          required
        />
        <footer className="dialog-foot">
          <Button type="submit" kind={act === 'sendBack' ? 'primary' : 'danger'} busy={step.pending}>
            {t(`act_${act}`)}
          </Button>
          <Button onClick={onClose}>{all('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}
