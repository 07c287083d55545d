import { useState } from 'react';
import { Printer } from 'lucide-react';
import type { RecoveryCodesWire, SecondFactorEnrolmentWire } from '../../../accounts/second-factor.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField, PasswordField, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';

/** Password, QR code, first code, recovery codes. Also for the profile page. */
export function SecondFactorSetUp({ onDone }: { readonly onDone: () => void }) {
  const [enrolment, setEnrolment] = useState<SecondFactorEnrolmentWire | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (enrolment) return <Scan enrolment={enrolment} onConfirmed={setCodes} />;
  return <Begin onBegun={setEnrolment} />;
}

function Begin({ onBegun }: { readonly onBegun: (enrolment: SecondFactorEnrolmentWire) => void }) {
  const t = useTexts(signInTexts);
  const [password, setPassword] = useState('');
  const begin = useAct({
    do: async () => onBegun(await post<SecondFactorEnrolmentWire>('/second-factor', { password })),
    errors: 'field',
  });
  return (
    <>
      <p className="quiet">{t('setUpText')}</p>
      <Form onSubmit={() => void begin.run()} problem={begin.problem} beside>
        <PasswordField
          label={t('setUpPassword')}
          error={begin.problem?.detail}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
          autoFocus
        />
        <Button type="submit" kind="primary" wide busy={begin.pending}>
          {t('setUpBegin')}
        </Button>
      </Form>
    </>
  );
}

function Scan({
  enrolment,
  onConfirmed,
}: {
  readonly enrolment: SecondFactorEnrolmentWire;
  readonly onConfirmed: (codes: readonly string[]) => void;
}) {
  const t = useTexts(signInTexts);
  const [code, setCode] = useState('');
  const confirm = useAct({
    do: async () =>
      onConfirmed((await post<RecoveryCodesWire>('/second-factor/confirmation', { code: code.trim() })).recoveryCodes),
    errors: 'field',
  });
  return (
    <div className="stack">
      <p>{t('setUpScan')}</p>
      <img
        className="qr"
        width={220}
        height={220}
        alt={t('setUpQr')}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.qrSvg)}`}
      />
      <p className="small">
        {t('setUpSecret')} <code className="secret">{enrolment.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p className="small">
        <a href={enrolment.uri}>{t('setUpOpen')}</a>
      </p>
      <Form onSubmit={() => void confirm.run()} problem={confirm.problem} beside>
        <TextField
          label={t('setUpCode')}
          error={confirm.problem?.detail}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={10}
          required
          autoFocus
        />
        <Button type="submit" kind="primary" wide busy={confirm.pending}>
          {t('setUpConfirm')}
        </Button>
      </Form>
    </div>
  );
}

/** Shown once. One goes on only after saying that they are kept. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const t = useTexts(signInTexts);
  const [kept, setKept] = useState(false);
  return (
    <div className="stack">
      <h2>{t('recoveryTitle')}</h2>
      <p>{t('recoveryKeep')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button icon={<Printer size={18} aria-hidden />} onClick={() => globalThis.print()}>
        {t('print')}
      </Button>
      <CheckField label={t('kept')} checked={kept} onChange={setKept} />
      <Button kind="primary" wide refused={kept ? null : t('kept')} onClick={onDone}>
        {t('continue')}
      </Button>
    </div>
  );
}
