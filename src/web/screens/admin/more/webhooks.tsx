import { useState } from 'react';
import { KeyRound, Plus, Power, Radio, Trash2 } from 'lucide-react';
import type { WebhookWire, WebhookWithSecretWire } from '../../../../webhooks/webhook.wire.ts';
import { useAct } from '../../../api/act.ts';
import { del, patch, post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { Mark } from '../../../ui/marks.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { whenInWords } from '../../../words/when.ts';
import { Part } from '../parts/facts.tsx';
import { NewWebhook } from './new-webhook.tsx';
import { SecretOnce } from './secret-once.tsx';

/** Addresses that are told what happens at a unit. */
export function Webhooks() {
  const t = useTexts(adminMoreTexts);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const hooks = useList<WebhookWire>(['webhooks'], '/webhooks');
  const add = (
    <Button icon={<Plus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {t('newHook')}
    </Button>
  );
  return (
    <Part title={t('hooks')} action={add}>
      <p className="quiet">{t('hooksIntro')}</p>
      {hooks.isPending && <Skeletons rows={2} />}
      {hooks.isError && !hooks.data && <ErrorState error={hooks.error} onRetry={() => void hooks.refetch()} />}
      {hooks.isSuccess && hooks.rows.length === 0 && <EmptyState title={t('hooksEmpty')} />}
      <ul className="rows">
        {hooks.rows.map((hook) => (
          <HookRow key={hook.id} hook={hook} onSecret={setSecret} />
        ))}
      </ul>
      <MoreRows list={hooks} />
      {making && (
        <NewWebhook
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made.secret);
          }}
        />
      )}
      {secret && <SecretOnce title={t('hookSecret')} secret={secret} onClose={() => setSecret(null)} />}
    </Part>
  );
}

interface HookProps {
  readonly hook: WebhookWire;
  readonly onSecret: (secret: string) => void;
}

function useHook({ hook, onSecret }: HookProps) {
  const t = useTexts(adminMoreTexts);
  const path = `/webhooks/${hook.id}`;
  const { version } = hook;
  const touches = [['webhooks']];
  const ping = useAct({ do: () => post(`${path}/pings`), touches, done: () => ({ text: t('pinged') }) });
  const turn = useAct({
    do: () => patch(path, { active: !hook.active }, { version }),
    touches,
    done: () => ({ text: t('hookSaved') }),
  });
  const renew = useAct({
    do: () => post<WebhookWithSecretWire>(`${path}/secrets`, {}, { version }),
    touches,
    done: (made) => onSecret(made.secret),
  });
  const remove = useAct({ do: () => del(path), touches, done: () => ({ text: t('hookDeleted') }) });
  return { ping, turn, renew, remove };
}

function HookRow(props: HookProps) {
  const { hook } = props;
  const t = useTexts(adminMoreTexts);
  const language = useLanguage();
  const now = useNow();
  const [asks, setAsks] = useState(false);
  const { ping, turn, renew, remove } = useHook(props);
  const icon = { size: 18, 'aria-hidden': true } as const;
  return (
    <li className="row">
      <span className="grows">
        <strong>{hook.description || hook.url}</strong>
        <small className="quiet block">{hook.url}</small>
        {hook.failingSince && (
          <small className="field-error block">
            {t('hookFailing', { when: whenInWords(hook.failingSince, now, language) })}
          </small>
        )}
      </span>
      <span className="line">
        <Mark tone={hook.active ? 'green' : 'grey'}>{t(hook.active ? 'hookOn' : 'hookOff')}</Mark>
        <Menu
          label={t('more')}
          items={[
            { label: t('ping'), icon: <Radio {...icon} />, onSelect: () => void ping.run() },
            {
              label: t(hook.active ? 'turnOff' : 'turnOn'),
              icon: <Power {...icon} />,
              onSelect: () => void turn.run(),
            },
            { label: t('newSecret'), icon: <KeyRound {...icon} />, onSelect: () => void renew.run() },
            { label: t('deleteHook'), icon: <Trash2 {...icon} />, onSelect: () => setAsks(true) },
          ]}
        />
      </span>
      {asks && (
        <ConfirmConsequence
          title={hook.description || hook.url}
          action={t('deleteHook')}
          danger
          busy={remove.pending}
          onConfirm={() => void remove.run()}
          onClose={() => setAsks(false)}
        >
          <p>{t('deleteHookText', { url: hook.url })}</p>
        </ConfirmConsequence>
      )}
    </li>
  );
}
