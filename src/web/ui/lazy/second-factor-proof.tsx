import { useState, type ReactNode } from 'react';
import type { RecoveryCodesWire } from '../../../accounts/second-factor.wire.ts';
import { useAct, type Act } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { PasswordField, TextField } from '../fields.tsx';
import { Form } from '../form.tsx';
import { RecoveryCodes, SecondFactorSetUp } from '../../screens/sign-in/second-factor-set-up.tsx';

interface Proof {
  readonly password: string;
  readonly code: string;
}

export function SetUp({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(meTexts);
  return (
    <Dialog title={t('factorSetUp')} onClose={onClose}>
      <div className="stack">
        <SecondFactorSetUp onDone={onClose} />
      </div>
    </Dialog>
  );
}

export function RenewCodes({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(meTexts);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = useAct({
    do: async (proof: Proof) =>
      setCodes((await post<RecoveryCodesWire>('/second-factor/recovery-codes', proof)).recoveryCodes),
    errors: 'field',
  });
  return (
    <Dialog title={t('factorRenew')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <Prove act={renew} verb={t('factorRenew')}>
          {t('factorRenewText')}
        </Prove>
      )}
    </Dialog>
  );
}

export function RemoveFactor({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(meTexts);
  const remove = useAct({
    do: async (proof: Proof) => {
      await post('/second-factor/ending', proof);
      onClose();
    },
    done: () => ({ text: t('factorRemoved') }),
    errors: 'field',
  });
  return (
    <Dialog title={t('factorRemove')} onClose={onClose}>
      <Prove act={remove} verb={t('factorRemove')}>
        {t('factorRemoveText')}
      </Prove>
    </Dialog>
  );
}

function Prove({
  act,
  verb,
  children,
}: {
  readonly act: Act<Proof, unknown>;
  readonly verb: string;
  readonly children: ReactNode;
}) {
  const t = useTexts(meTexts);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <div className="stack">
      <p>{children}</p>
      <Form onSubmit={() => void act.run({ password, code: code.trim() })} problem={act.problem}>
        <PasswordField
          label={t('currentPassword')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        <TextField label={t('factorCode')} value={code} onChange={setCode} autoComplete="one-time-code" required />
        <Button type="submit" kind="primary" wide busy={act.pending}>
          {verb}
        </Button>
      </Form>
    </div>
  );
}
