import { useState } from 'react';
import type { WebhookWire, WebhookWithSecretWire } from '../../../../webhooks/webhook.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { useAdministered } from '../parts/administers.ts';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { Several } from '../parts/several.tsx';

type EventName = WebhookWire['events'][number];

/** `satisfies` names every event there is. */
const EVENTS = Object.keys({
  arrived: true,
  dispatched: true,
  delivered: true,
  opened: true,
  downloaded: true,
  acknowledged: true,
  registered: true,
  assigned: true,
  started: true,
  done: true,
  refused: true,
  returned: true,
  reconsidered: true,
  noted: true,
  replied: true,
  withdrawn: true,
  superseded: true,
  undeliverable: true,
  moved: true,
} satisfies Readonly<Record<EventName, true>>) as EventName[];

interface NewWebhookProps {
  readonly onClose: () => void;
  readonly onMade: (hook: WebhookWithSecretWire) => void;
}

export function NewWebhook({ onClose, onMade }: NewWebhookProps) {
  const t = useTexts(adminMoreTexts);
  const mine = useAdministered()[0] ?? null;
  const [unit, setUnit] = useState<Picked | null>(mine);
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [events, setEvents] = useState<readonly EventName[]>(['arrived']);
  const make = useAct({
    do: (_: void, call) =>
      post<WebhookWithSecretWire>('/webhooks', { unitId: unit?.id, url: url.trim(), description, events }, call),
    touches: [['webhooks']],
    done: onMade,
    errors: 'field',
  });
  const refused = events.length === 0 ? t('chooseOne') : null;
  return (
    <Dialog title={t('newHook')} onClose={onClose} wide>
      <Form onSubmit={() => void make.run()} problem={make.problem}>
        <TextField
          label={t('hookUrl')}
          error={make.fields['url']}
          type="url"
          value={url}
          onChange={setUrl}
          required
          maxLength={1000}
          placeholder="https://"
        />
        <TextField
          label={t('hookDescription')}
          error={make.fields['description']}
          value={description}
          onChange={setDescription}
          required={false}
          maxLength={500}
        />
        <Picker
          label={t('keyUnit')}
          error={make.fields['unitId']}
          value={unit}
          onChange={setUnit}
          search={findUnits}
          searchKey="units"
          required
        />
        <Several
          label={t('hookEvents')}
          all={EVENTS}
          chosen={events}
          onChange={setEvents}
          word={(event) => t(`event_${event}`)}
          error={refused}
        />
        <Button type="submit" kind="primary" busy={make.pending} refused={refused}>
          {t('newHook')}
        </Button>
      </Form>
    </Dialog>
  );
}
