import { FileX, Undo2 } from 'lucide-react';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { documentTexts, type vi } from '../../../texts/incoming-document.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/conditions.tsx';
import { whyNot } from './acts.policy.ts';
import { usePressActs } from './use-acts.ts';

type Reason = Extract<keyof typeof vi, `reason.${string}`>;

/** What one must know before going on: withdrawn, replaced, sent back. */
export function Notices({ document }: { readonly document: IncomingDocumentWire }) {
  const t = useTexts(documentTexts);
  const { state, retiredAs, retiredBy } = document;
  const by = retiredBy ?? t('anotherDocument');
  return (
    <>
      {state === 'withdrawn' && (
        <Note tone="warn" icon={<FileX size={20} aria-hidden />}>
          <p>{t('withdrawnNote')}</p>
        </Note>
      )}
      {retiredAs && state !== 'withdrawn' && (
        <Note tone="warn" icon={<FileX size={20} aria-hidden />}>
          <p>{t(retiredAs === 'superseded' ? 'supersededNote' : 'revokedNote', { by })}</p>
        </Note>
      )}
      {document.refusal && <SentBack document={document} refusal={document.refusal} />}
    </>
  );
}

interface SentBackProps {
  readonly document: IncomingDocumentWire;
  readonly refusal: NonNullable<IncomingDocumentWire['refusal']>;
}

function SentBack({ document, refusal }: SentBackProps) {
  const t = useTexts(documentTexts);
  const press = usePressActs(document);
  const notes = { refused: 'refusedNote', returned: 'returnedNote', noted: 'notedNote' } as const;
  const note = notes[document.state as keyof typeof notes];
  if (!note) return null;
  const why = whyNot('reconsider', document.can.reconsider);
  return (
    <Note tone="warn" icon={<Undo2 size={20} aria-hidden />}>
      <p>
        <strong>{t(note)}</strong>
      </p>
      <p>
        {t(`reason.${refusal.code}` as Reason)}: {refusal.text}
      </p>
      {document.state !== 'noted' && (
        <Button busy={press.pending} refused={why && t(why)} onClick={() => void press.reconsider()}>
          {t('reconsider')}
        </Button>
      )}
    </Note>
  );
}
