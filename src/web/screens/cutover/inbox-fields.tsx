import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';

type Security = NonNullable<LegacyInboxWire['imap']>['security'];

interface Typed {
  readonly address: string;
  readonly owner: string;
  readonly note: string;
  readonly hasServer: boolean;
  readonly host: string;
  readonly port: string;
  readonly security: Security;
  readonly user: string;
}

/** The usual port of each way to speak to a server. */
const PORTS: Readonly<Record<Security, string>> = { tls: '993', starttls: '143', none: '143' };
const USUAL = new Set(Object.values(PORTS));

export const typedOf = (inbox: LegacyInboxWire | null): Typed => ({
  address: inbox?.address ?? '',
  owner: inbox?.owner ?? '',
  note: inbox?.note ?? '',
  hasServer: Boolean(inbox?.imap),
  host: inbox?.imap?.host ?? '',
  port: String(inbox?.imap?.port ?? PORTS.tls),
  security: inbox?.imap?.security ?? 'tls',
  user: inbox?.imap?.user ?? '',
});

/** As the service takes it: nothing typed is nothing. */
export function bodyOf({ address, owner, note, hasServer, host, port, security, user }: Typed) {
  const imap = { host: host.trim(), port: Number(port), security, user: user.trim() || null };
  return {
    address: address.trim(),
    owner: owner.trim() || null,
    note: note.trim() || null,
    imap: hasServer ? imap : null,
  };
}

interface FieldsProps {
  readonly typed: Typed;
  readonly set: (typed: Typed) => void;
  readonly fields: Readonly<Record<string, string>>;
}

export function InboxFields({ typed, set, fields }: FieldsProps) {
  const t = useTexts(cutoverInboxesTexts);
  return (
    <>
      <TextField
        label={t('address')}
        hint={t('addressHint')}
        error={fields['address']}
        type="email"
        autoComplete="off"
        value={typed.address}
        onChange={(address) => set({ ...typed, address })}
        required
        maxLength={254}
      />
      <TextField
        label={t('owner')}
        hint={t('ownerHint')}
        error={fields['owner']}
        value={typed.owner}
        onChange={(owner) => set({ ...typed, owner })}
        required={false}
        maxLength={200}
      />
      <CheckField
        label={t('hasServer')}
        checked={typed.hasServer}
        onChange={(hasServer) => set({ ...typed, hasServer })}
      />
      {typed.hasServer && <ServerFields typed={typed} set={set} fields={fields} />}
      <TextArea
        label={t('note')}
        error={fields['note']}
        value={typed.note}
        onChange={(note) => set({ ...typed, note })}
        required={false}
        maxLength={2000}
        rows={2}
      />
    </>
  );
}

function ServerFields({ typed, set, fields }: FieldsProps) {
  const t = useTexts(cutoverInboxesTexts);
  return (
    <>
      <TextField
        label={t('host')}
        hint={t('hostHint')}
        error={fields['imap.host']}
        value={typed.host}
        onChange={(host) => set({ ...typed, host })}
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={253}
      />
      <div className="two">
        <SelectField
          label={t('security')}
          error={fields['imap.security']}
          value={typed.security}
          onChange={(security) =>
            set({ ...typed, security, port: USUAL.has(typed.port) ? PORTS[security] : typed.port })
          }
          options={(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: t(`sec_${value}`) }))}
        />
        <TextField
          label={t('port')}
          error={fields['imap.port']}
          inputMode="numeric"
          value={typed.port}
          onChange={(port) => set({ ...typed, port: port.replaceAll(/\D/g, '') })}
          required
          maxLength={5}
        />
      </div>
      <TextField
        label={t('user')}
        hint={t('userHint')}
        error={fields['imap.user']}
        value={typed.user}
        onChange={(user) => set({ ...typed, user })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required={false}
        maxLength={254}
      />
    </>
  );
}
