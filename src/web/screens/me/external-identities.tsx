import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type {
  ExternalIdentitiesWire,
  ExternalIdentityWire,
  LinkingWire,
  SignInMethodsWire,
} from '../../../single-sign-on/single-sign-on.wire.ts';
import { useAct } from '../../api/act.ts';
import { del, get, post } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence, Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { When } from '../../ui/marks.tsx';
import { Section } from './section.tsx';

/** Who one is at another system one may sign in through; nothing where there is no such system and no link. */
export function ExternalIdentities() {
  const t = useTexts(meTexts);
  const { account } = useWho();
  const [linking, setLinking] = useState(false);
  const methods = useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: ({ signal }) => get<SignInMethodsWire>('/sign-in-methods', { signal }),
  });
  const links = useQuery({
    queryKey: ['me', 'identities'],
    queryFn: ({ signal }) => get<ExternalIdentitiesWire>(`/accounts/${account.id}/external-identities`, { signal }),
  });
  const provider = methods.data?.provider ?? null;
  const items = links.data?.items ?? [];
  if (!provider && items.length === 0) return null;
  const name = provider?.name ?? '';
  return (
    <Section title={t('identityTitle')}>
      {provider && <p className="quiet">{t('identityText', { name })}</p>}
      {items.length > 0 ? (
        <ul className="rows">
          {items.map((identity) => (
            <Identity key={identity.id} identity={identity} accountId={account.id} />
          ))}
        </ul>
      ) : (
        provider && (
          <div>
            <Button onClick={() => setLinking(true)}>{t('identityLink', { name })}</Button>
          </div>
        )
      )}
      {linking && <Linking name={name} onClose={() => setLinking(false)} />}
    </Section>
  );
}

function Identity({ identity, accountId }: { readonly identity: ExternalIdentityWire; readonly accountId: string }) {
  const t = useTexts(meTexts);
  const [asking, setAsking] = useState(false);
  const name = identity.label ?? new URL(identity.issuer).host;
  const unlink = useAct({
    do: async () => {
      await del(`/accounts/${accountId}/external-identities/${identity.id}`);
      setAsking(false);
    },
    touches: [['me']],
    done: () => ({ text: t('identityUnlinked') }),
  });
  const [before, after] = t('identitySince', { time: '|' }).split('|');
  return (
    <li className="row">
      <div>
        <strong>{name}</strong>
        <p className="small quiet">
          {before}
          <When at={identity.linkedAt} />
          {after} · {new URL(identity.issuer).host}
        </p>
      </div>
      <Button onClick={() => setAsking(true)}>{t('identityUnlink')}</Button>
      {asking && (
        <ConfirmConsequence
          title={t('identityUnlinkTitle', { name })}
          action={t('identityUnlink')}
          danger
          busy={unlink.pending}
          onConfirm={() => void unlink.run()}
          onClose={() => setAsking(false)}
        >
          {t('identityUnlinkText')}
        </ConfirmConsequence>
      )}
    </li>
  );
}

function Linking({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const t = useTexts(meTexts);
  const [password, setPassword] = useState('');
  const link = useAct({
    do: async () =>
      location.assign((await post<LinkingWire>('/single-sign-on/linking', { password, returnTo: '/me' })).url),
    errors: 'field',
  });
  return (
    <Dialog title={t('identityLink', { name })} onClose={onClose}>
      <Form onSubmit={() => void link.run()} problem={link.problem}>
        <PasswordField
          label={t('currentPassword')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        <Button type="submit" kind="primary" wide busy={link.pending}>
          {t('identityLink', { name })}
        </Button>
      </Form>
    </Dialog>
  );
}
