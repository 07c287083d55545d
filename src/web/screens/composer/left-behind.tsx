import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/conditions.tsx';
import { whenExactly } from '../../words/when.ts';
import type { Desk } from './desk.ts';
import { dropCopy, leftBehind } from './local-copy.ts';

/** Texts that never reached the service, of an earlier visit: one can go on with them or throw them away. */
export function LeftBehind({ desk }: { readonly desk: Desk }) {
  const t = useTexts(composerTexts);
  const { account } = useWho();
  const navigate = useNavigate();
  const [copies, setCopies] = useState(() => leftBehind(account.id, desk.key));
  return copies.map(({ slot, copy }) => (
    <Note key={slot} tone="warn">
      <p>{t('leftBehind', { time: whenExactly(copy.at), subject: copy.values.subject })}</p>
      <Button
        kind="quiet"
        onClick={() => void navigate('/outgoing/new', { replace: true, state: { composing: slot } })}
      >
        {t('goOnWithIt')}
      </Button>
      <Button
        kind="quiet"
        onClick={() => {
          dropCopy(account.id, slot);
          setCopies(copies.filter((one) => one.slot !== slot));
        }}
      >
        {t('throwAway')}
      </Button>
    </Note>
  ));
}
