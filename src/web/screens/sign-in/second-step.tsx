import { useState } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import type { TwoSteps } from './two-steps.ts';

/** Six digits of the app, or a recovery code. */
export function SecondStep({ steps }: { readonly steps: TwoSteps }) {
  const t = useTexts(signInTexts);
  const [isRecovery, setIsRecovery] = useState(false);
  const [code, setCode] = useState('');
  return (
    <>
      <p className="quiet">{t(isRecovery ? 'recoveryText' : 'secondText')}</p>
      <Form onSubmit={() => void steps.run(code.trim())} problem={steps.problem}>
        <TextField
          key={String(isRecovery)}
          label={t(isRecovery ? 'recoveryCode' : 'secondCode')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          required
          autoFocus
        />
        <Button type="submit" kind="primary" wide busy={steps.pending}>
          {t('go')}
        </Button>
      </Form>
      <div className="stack small">
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setIsRecovery(!isRecovery);
            setCode('');
            steps.reset();
          }}
        >
          {t(isRecovery ? 'useApp' : 'useRecovery')}
        </button>
        <button type="button" className="link-button" onClick={steps.restart}>
          {t('toSignIn')}
        </button>
      </div>
    </>
  );
}
