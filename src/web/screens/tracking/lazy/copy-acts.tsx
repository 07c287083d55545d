import { useRef, useState } from 'react';
import type { TrackedDeliveryWire } from '../../../../outgoing/tracking.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { trackingTexts } from '../../../texts/tracking.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice, Field } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';

interface ActsProps {
  readonly copy: TrackedDeliveryWire;
  readonly documentId: string;
}

const pathOf = (documentId: string, deliveryId: string): string =>
  `/outgoing-documents/${documentId}/deliveries/${deliveryId}`;

/** What the sender does: notes what came back, proves what happened outside the system. What is not theirs is said, not hidden. */
export function CopyActs({ copy, documentId }: ActsProps) {
  const { note, enterAcknowledged } = copy.can;
  const { state, channel } = copy.row;
  const isBack = state === 'refused' || state === 'returned' || state === 'undeliverable';
  const isAwaited = channel !== 'system' && (state === 'queued' || state === 'delivered' || state === 'opened');
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed goes away; keyboard and reader stay where it was.
  const stay = (): void => box.current?.focus();
  return (
    <div ref={box} tabIndex={-1} className="copy-acts">
      {(note.allowed || isBack) && <NoteBack copy={copy} documentId={documentId} onDone={stay} />}
      {(enterAcknowledged.allowed || isAwaited) && <HandReceipt copy={copy} documentId={documentId} onDone={stay} />}
    </div>
  );
}

/** The answer is shown at once; the board and the first page ask anew. */
function show(documentId: string, answer: TrackedDeliveryWire): void {
  queries.setQueryData(['tracking', 'copy', documentId, answer.row.deliveryId], answer);
}
const TOUCHES = [['tracking', 'board'], ['tracking', 'outstanding'], ['outgoing'], ['home']];

function NoteBack({ copy, documentId, onDone }: ActsProps & { readonly onDone: () => void }) {
  const t = useTexts(trackingTexts);
  const { unit, deliveryId } = copy.row;
  const noting = useAct<void, TrackedDeliveryWire>({
    do: (_, call) => post(`${pathOf(documentId, deliveryId)}/noting`, {}, call),
    touches: TOUCHES,
    done: (answer) => {
      onDone();
      show(documentId, answer);
      return { text: t('noted', { unit }) };
    },
  });
  return (
    <div className="copy-act">
      <p className="quiet">{t('noteText', { unit })}</p>
      <Button
        kind="primary"
        busy={noting.pending}
        refused={copy.can.note.allowed ? null : t('roleNeededNote')}
        onClick={() => void noting.run()}
      >
        {t('note')}
      </Button>
    </div>
  );
}

type Fact = 'delivered' | 'acknowledged';

function HandReceipt({ copy, documentId, onDone }: ActsProps & { readonly onDone: () => void }) {
  const t = useTexts(trackingTexts);
  const [isOpen, open] = useState(false);
  const { allowed } = copy.can.enterAcknowledged;
  const done = (): void => {
    open(false);
    onDone();
  };
  if (isOpen) return <HandReceiptForm copy={copy} documentId={documentId} onDone={done} />;
  return (
    <div className="copy-act">
      <Button kind="primary" refused={allowed ? null : t('roleNeeded')} onClick={() => open(true)}>
        {t('byHand')}
      </Button>
    </div>
  );
}

function HandReceiptForm({ copy, documentId, onDone }: ActsProps & { readonly onDone: () => void }) {
  const t = useTexts(trackingTexts);
  const { unit, deliveryId } = copy.row;
  const [fact, setFact] = useState<Fact>('acknowledged');
  const [note, setNote] = useState('');
  const entering = useAct<{ fact: Fact; note: string }, TrackedDeliveryWire>({
    do: (input, call) => post(`${pathOf(documentId, deliveryId)}/hand-receipts`, input, call),
    touches: TOUCHES,
    errors: 'field',
    done: (answer) => {
      show(documentId, answer);
      onDone();
      return { text: t('entered', { unit }) };
    },
  });
  const options = [
    { value: 'acknowledged' as const, label: t('factAcknowledged') },
    ...(copy.can.enterDelivered.allowed ? [{ value: 'delivered' as const, label: t('factDelivered') }] : []),
  ];
  return (
    <Form
      label={t('enterReceipt', { unit })}
      problem={entering.problem}
      beside={Boolean(entering.fields['note'])}
      onSubmit={() => void entering.run({ fact, note: note.trim() })}
    >
      <Choice label={t('fact')} value={fact} onChange={setFact} options={options} />
      <Field label={t('noteField')} hint={t('noteHint')} error={entering.fields['note']}>
        {(wired) => (
          <textarea
            className="input"
            rows={2}
            required
            minLength={5}
            maxLength={500}
            autoFocus
            {...wired}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button kind="primary" type="submit" busy={entering.pending}>
          {t('byHand')}
        </Button>
      </div>
    </Form>
  );
}
