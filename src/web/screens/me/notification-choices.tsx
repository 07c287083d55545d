import { useQuery } from '@tanstack/react-query';
import type { NotificationChoicesWire, NotificationChoiceWire } from '../../../notifications/notification.wire.ts';
import { useAct } from '../../api/act.ts';
import { get, put } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { PushDevices } from './push-devices.tsx';

const KEY = ['me', 'choices'] as const;

/** How one is told of things: mails link here. */
export function NotificationChoices() {
  const t = useTexts(meTexts);
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<NotificationChoicesWire>('/notification-choices', { signal }),
  });
  return (
    <Page
      title={t('mailTitle')}
      below={data?.address && <p className="quiet">{t('mailTo', { address: data.address })}</p>}
    >
      <div className="me">
        <div className="stack me-part">
          {data?.address === null && <Note tone="warn">{t('mailNowhere')}</Note>}
          <p className="quiet">{t('mailText')}</p>
          {!data &&
            (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeletons rows={5} height={72} />)}
          {data?.items.map((item) => (
            <OneKind key={item.kind} item={item} />
          ))}
          <p className="small quiet">{t('mailAlways')}</p>
        </div>
        <PushDevices />
      </div>
    </Page>
  );
}

type Way = NotificationChoiceWire['choice'];

/** Of kinds that cannot be switched off, why. */
const BECAUSE = {
  'document.arrived': 'because_document.arrived',
  'document.sent-back': 'because_document.sent-back',
  'mail.arrived': 'because_mail.arrived',
  'deadlines.moved': 'because_deadlines.moved',
} as const satisfies Partial<Record<NotificationChoiceWire['kind'], string>>;

function OneKind({ item }: { readonly item: NotificationChoiceWire }) {
  const t = useTexts(meTexts);
  const label = t(`kind_${item.kind}`);
  const because = item.kind in BECAUSE ? t(BECAUSE[item.kind as keyof typeof BECAUSE]) : item.because;
  const choose = useAct({
    do: (choice: Way) => put<NotificationChoiceWire>(`/notification-choices/${item.kind}`, { choice }),
    done: (answer) => {
      queries.setQueryData<NotificationChoicesWire>(
        KEY,
        (all) => all && { ...all, items: all.items.map((one) => (one.kind === answer.kind ? answer : one)) },
      );
      return { text: t('chosen', { label, choice: t(answer.choice) }) };
    },
  });
  return (
    <div>
      <Choice
        label={label}
        value={item.choice}
        options={item.allowed.map((value) => ({ value, label: t(value) }))}
        onChange={(choice) => void choose.run(choice)}
      />
      {item.because && <p className="field-hint">{because}</p>}
    </div>
  );
}
