import { useQuery } from '@tanstack/react-query';
import { BellRing, Smartphone } from 'lucide-react';
import type { PushSubscriptionsWire, PushSubscriptionWire } from '../../../notifications/push.wire.ts';
import { useAct } from '../../api/act.ts';
import { del, get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { Section } from './section.tsx';
import { usePush, type PushHere } from './use-push.ts';

const KEY = ['me', 'push'] as const;

/** Notifications of the service on one's own devices: this one, and the others. */
export function PushDevices() {
  const t = useTexts(meTexts);
  const push = usePush();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<PushSubscriptionsWire>('/push-subscriptions', { signal }),
  });
  const isOn = push.state === 'on' && (data?.items.some(({ current }) => current) ?? true);
  return (
    <Section
      title={t('pushTitle')}
      mark={
        isOn && (
          <Mark tone="green" icon={<BellRing size={16} aria-hidden />}>
            {t('pushIsOn')}
          </Mark>
        )
      }
    >
      <p className="quiet">{t('pushWhy')}</p>
      <Switch push={push} isOn={isOn} />
      {!data &&
        (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeletons rows={1} height={56} />)}
      {data && data.items.length > 0 && (
        <>
          <h3>{t('pushOthers')}</h3>
          <ul className="rows">
            {data.items.map((device) => (
              <DeviceRow key={device.id} device={device} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Switch({ push, isOn }: { readonly push: PushHere; readonly isOn: boolean }) {
  const t = useTexts(meTexts);
  const start = useAct({
    do: push.start,
    touches: [KEY],
    done: (state) => (state === 'on' ? { text: t('pushDone') } : undefined),
  });
  const stop = useAct({ do: push.stop, touches: [KEY], done: () => ({ text: t('pushEnded') }) });
  if (push.state === 'cannot') return <Note tone="warn">{t('pushCannot')}</Note>;
  if (push.state === 'denied')
    return (
      <Note tone="warn">
        <p>
          <strong>{t('pushDenied')}</strong>
        </p>
        <p>{t('pushUndo')}</p>
      </Note>
    );
  if (isOn)
    return (
      <div>
        <Button busy={stop.pending} onClick={() => void stop.run()}>
          {t('pushOff')}
        </Button>
      </div>
    );
  return (
    <div className="stack">
      {push.state === 'ask' && <p>{t('pushAsk')}</p>}
      <div>
        <Button busy={start.pending} icon={<BellRing size={18} aria-hidden />} onClick={() => void start.run()}>
          {t('pushOn')}
        </Button>
      </div>
    </div>
  );
}

function DeviceRow({ device }: { readonly device: PushSubscriptionWire }) {
  const t = useTexts(meTexts);
  const end = useAct({ do: () => del(`/push-subscriptions/${device.id}`), touches: [KEY] });
  return (
    <li className="row">
      <div className="line me-device">
        <Smartphone size={22} aria-hidden />
        <div>
          <strong>{device.device}</strong> {device.current && <Mark tone="green">{t('thisDevice')}</Mark>}
          <p className="small quiet">
            <When at={device.madeAt} />
          </p>
        </div>
      </div>
      {!device.current && (
        <Button
          busy={end.pending}
          aria-label={t('pushRemove', { device: device.device })}
          onClick={() => void end.run()}
        >
          {t('endSession')}
        </Button>
      )}
    </li>
  );
}
