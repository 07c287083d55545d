import { useState } from 'react';
import { Send } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { composerTexts, type vi } from '../../texts/composer.vi.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toasts.ts';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';
import { rememberSigner } from './last-signer.ts';
import { useUploads } from '../../uploads/uploads.ts';

/** Trình: stores what is on the table first, then hands it to the leader, and goes where the next step is. */
export function SubmitActions({ desk, state }: { readonly desk: Desk; readonly state: DeskState }) {
  const t = useTexts(composerTexts);
  const navigate = useNavigate();
  const [storing, setStoring] = useState(false);
  const isUploading = useUploads().some((upload) => upload.desk === desk.key);
  const submit = useAct({
    do: (id: string, call) => post<OutgoingDocumentWire>(`/outgoing-documents/${id}/submission`, {}, call),
    touches: [['outgoing']],
    done: () => announce(t('submitted')),
  });
  const stored = async (): Promise<string | null> => {
    setStoring(true);
    const isStored = await desk.flush().finally(() => setStoring(false));
    const { id, unitId, values } = desk.state();
    if (!isStored || !id) {
      tell({ tone: 'bad', text: t('storeFirst') });
      return null;
    }
    rememberSigner(unitId, values);
    return id;
  };
  const press = async (): Promise<void> => {
    const id = await stored();
    const document = id && (await submit.run(id));
    if (!document) return;
    queries.setQueryData(['outgoing', id], document);
    await navigate(`/outgoing/${id}`);
  };
  const leave = async (): Promise<void> => {
    const id = await stored();
    if (id) await navigate(`/outgoing/${id}`);
  };
  return (
    <>
      <Button
        kind="primary"
        icon={<Send size={18} aria-hidden />}
        busy={storing || submit.pending}
        refused={refusalOf(state, isUploading, t)}
        onClick={() => void press()}
      >
        {t('submit')}
      </Button>
      <Button onClick={() => void leave()} refused={state.values.subject.trim() ? null : t('subjectMissing')}>
        {t('saveAndLeave')}
      </Button>
    </>
  );
}

/** What would surely be sent back: said before it is pressed. */
function refusalOf({ values, saving }: DeskState, isUploading: boolean, t: Translate<typeof vi>): string | null {
  if (values.subject.trim() === '') return t('subjectMissing');
  if (saving === 'conflict' || saving === 'frozen') return t('saveStopped');
  return isUploading ? t('uploadsFirst') : null;
}
