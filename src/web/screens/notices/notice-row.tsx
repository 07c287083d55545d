import { Check, CircleDot } from 'lucide-react';
import type { NoticeWire } from '../../../notifications/notice.wire.ts';
import { useAct } from '../../api/act.ts';
import { acknowledge, useKeptAct } from '../../offline/acts.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { noticeTexts } from '../../texts/notices.vi.ts';
import { tell } from '../../ui/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Mark, Urgency, When } from '../../ui/marks.tsx';
import { whenExactly } from '../../words/when.ts';

const DELIVERY = /^\/incoming\/([\w-]+)$/;

export function NoticeRow({ notice, onOpen }: { readonly notice: NoticeWire; readonly onOpen: () => void }) {
  const t = useTexts(noticeTexts);
  const isUnread = notice.readAt === null;
  const deliveryId = notice.kind === 'document.arrived' ? (DELIVERY.exec(notice.path)?.[1] ?? null) : null;
  return (
    <li className={isUnread ? 'row notice notice-unread' : 'row notice'}>
      <button type="button" className="notice-open" onClick={onOpen}>
        <span className="notice-title">
          {isUnread && <CircleDot size={16} aria-label={t('unread')} role="img" />}
          <span>{notice.title}</span>
        </span>
        <span className="quiet">{notice.body}</span>
        <span className="line small quiet">
          <When at={notice.at} />
          <Urgency urgency={notice.urgency} />
        </span>
      </button>
      {deliveryId !== null && <Acknowledge notice={notice} deliveryId={deliveryId} />}
    </li>
  );
}

/** From the notice itself, as from a notification on a phone. */
function Acknowledge({ notice, deliveryId }: { readonly notice: NoticeWire; readonly deliveryId: string }) {
  const t = useTexts(noticeTexts);
  const kept = useKeptAct(deliveryId);
  const act = useAct({
    do: (_: void, call) => acknowledge(deliveryId, notice.title, call),
    touches: [['notices'], ['incoming'], ['home']],
    done: (document) =>
      document ? { text: t('acknowledged') } : tell({ tone: 'calm', text: t('kept', { title: notice.title }) }),
  });
  if (kept) return <Mark tone="orange">{t('waiting', { time: whenExactly(kept.pressedAt) })}</Mark>;
  if (!notice.isWaiting) return null;
  return (
    <Button icon={<Check size={18} aria-hidden />} busy={act.pending} onClick={() => void act.run()}>
      {t('acknowledge')}
    </Button>
  );
}
