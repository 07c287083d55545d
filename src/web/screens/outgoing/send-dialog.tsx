import { useQuery } from '@tanstack/react-query';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ErrorState, Note, ProblemNote, Skeletons } from '../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { preFlightOf } from './document-recipients.tsx';
import { ScheduleFields, useSchedule } from './schedule-fields.tsx';
import { useDispatch } from './use-dispatch.ts';
import { WouldGetIt } from './would-get-it.tsx';

/** "Gửi tới 41 đơn vị": who exactly, how many, which files, under which number, now or when. */
export function SendDialog({
  document,
  onClose,
}: {
  readonly document: OutgoingDocumentWire;
  readonly onClose: () => void;
}) {
  const t = useTexts(outgoingTexts);
  const schedule = useSchedule();
  const found = useQuery({ ...preFlightOf(document), staleTime: 0 });
  const dispatch = useDispatch(document.id, onClose);
  const fresh = (found.data?.recipients ?? []).filter(({ hasItAlready }) => !hasItAlready);
  const isReady = found.data?.ready ?? false;
  const action = schedule.isOn ? 'scheduleTo' : 'sendTo';
  return (
    <ConfirmConsequence
      title={t('sendTitle', { symbol: document.symbol ?? '' })}
      action={isReady ? t(action, { count: fresh.length }) : t('act_dispatch')}
      busy={dispatch.pending}
      refused={found.isFetching ? t('checking') : isReady ? schedule.refused : t('notReady')}
      onConfirm={() => void dispatch.run({ sendAt: schedule.sendAt })}
      onClose={onClose}
    >
      <p>{document.subject}</p>
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {!found.data && !found.error && <Skeletons rows={4} height={40} />}
      {found.data?.checks.map(({ code, level, detail }) => (
        <Note key={code} tone={level === 'error' ? 'bad' : 'warn'}>
          {detail}
        </Note>
      ))}
      {found.data && <WouldGetIt recipients={fresh} />}
      <p>
        <strong>{t('files', { count: document.attachments.length })}</strong>{' '}
        {document.attachments.map(({ name }) => name).join(' · ')}
      </p>
      <ScheduleFields schedule={schedule} />
      {dispatch.problem && <ProblemNote problem={dispatch.problem} />}
    </ConfirmConsequence>
  );
}
