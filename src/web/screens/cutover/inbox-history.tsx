import type { LegacyInboxEventWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { Part } from '../admin/parts/facts.tsx';

/** Who did what to an inbox, when and why; newest first. */
export function InboxHistory({ inboxId }: { readonly inboxId: string }) {
  const t = useTexts(cutoverInboxesTexts);
  const events = useList<LegacyInboxEventWire>(
    ['cutover', 'inbox-events', inboxId],
    `/legacy-inboxes/${inboxId}/events`,
  );
  return (
    <Part title={t('history')}>
      {events.isPending && <Skeletons rows={2} />}
      {events.isError && !events.data && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
      <ul className="rows">
        {events.rows.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ul>
      <MoreRows list={events} />
    </Part>
  );
}

function Event({ event }: { readonly event: LegacyInboxEventWire }) {
  const t = useTexts(cutoverInboxesTexts);
  const { act, from, to, byName, reason, overrode, fields, at } = event;
  const names = [...new Set(fields.map(fieldOf))].map((field) => t(`f_${field}`));
  return (
    <li className="row">
      <span className="grows">
        <strong>{t(`act_${act}`)}</strong>
        {from && from !== to && (
          <span className="quiet"> {t('moved', { from: t(`state_${from}`), to: t(`state_${to}`) })}</span>
        )}
        {reason && <span className="block as-typed">{reason}</span>}
        {overrode.length > 0 && (
          <small className="block">
            {t('overrode')}: {overrode.map((one) => t(`o_${one}`)).join(' ')}
          </small>
        )}
        {act === 'change' && names.length > 0 && (
          <small className="quiet block">{t('fields', { fields: names.join(', ') })}</small>
        )}
        <small className="quiet block">{byName ?? t('byService')}</small>
      </span>
      <span className="quiet">
        <When at={at} />
      </span>
    </li>
  );
}

/** Columns, as people call them. */
function fieldOf(field: string): 'address' | 'owner' | 'note' | 'imap' | 'password' {
  if (field.toLowerCase().includes('password')) return 'password';
  if (field.startsWith('imap')) return 'imap';
  return field === 'address' || field === 'owner' ? field : 'note';
}
