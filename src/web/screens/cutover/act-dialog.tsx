import { useState } from 'react';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/conditions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextArea } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { canOf, type InboxAct } from './obstacles.ts';

interface Props {
  readonly inbox: LegacyInboxWire;
  readonly act: InboxAct;
  readonly onClose: () => void;
}

/** One step of an old inbox: what it means, what is in the way, and why it is done all the same. */
export function ActDialog({ inbox, act, onClose }: Props) {
  const t = useTexts(cutoverInboxesTexts);
  const c = useTexts(common);
  const { obstacles, needsReason } = canOf(inbox, act);
  const isHindered = obstacles.length > 0;
  const [override, setOverride] = useState(false);
  const [reason, setReason] = useState('');
  const asksReason = needsReason || override;
  const run = useAct({
    do: () =>
      post<LegacyInboxWire>(`/legacy-inboxes/${inbox.id}/${act}`, {
        ...(asksReason && { reason: reason.trim() }),
        ...(override && { override: true }),
      }),
    touches: [['cutover']],
    done: () => {
      onClose();
      return { text: t(`did_${act}`, { address: inbox.address }) };
    },
    errors: 'field',
  });
  const isDanger = act === 'closing' || override;
  return (
    <Dialog title={`${t(`act_${act}`)}: ${inbox.address}`} onClose={run.pending ? null : onClose}>
      <Form onSubmit={() => void run.run()} problem={run.problem}>
        <p>{t(`will_${act}`)}</p>
        {isHindered && (
          <>
            <Note tone="warn">
              <p>
                <strong>{t('obstacles')}</strong>
              </p>
              <ul className="obstacles">
                {obstacles.map((obstacle) => (
                  <li key={obstacle}>{t(`o_${obstacle}`)}</li>
                ))}
              </ul>
            </Note>
            <CheckField label={t('override')} checked={override} onChange={setOverride} />
          </>
        )}
        {override && <p className="small quiet">{t('overrideText')}</p>}
        {asksReason && (
          <TextArea
            label={t('reason')}
            hint={t('reasonHint')}
            error={run.fields['reason']}
            value={reason}
            onChange={setReason}
            required
            minLength={10}
            maxLength={1000}
            rows={3}
          />
        )}
        <div className="dialog-foot">
          <Button
            type="submit"
            kind={isDanger ? 'danger' : 'primary'}
            busy={run.pending}
            refused={isHindered && !override ? t('notNow') : null}
          >
            {t(`act_${act}`)}
          </Button>
          <Button onClick={onClose} disabled={run.pending}>
            {c('cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
