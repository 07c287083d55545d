import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { HandoverWire, ObligationsWire } from '../../../../custody/custody.wire.ts';
import { useAct } from '../../../api/act.ts';
import { get, post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorState, Skeletons } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Deadline, StateMark } from '../../../ui/marks.tsx';
import { findPeople } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { usePostWords } from '../parts/post-words.ts';

interface WindowProps {
  readonly account: Pick<AccountWire, 'id' | 'displayName'>;
  readonly onClose: () => void;
}

/** Somebody leaves: first what there is, then to whom it goes. */
export function HandOver({ account, onClose }: WindowProps) {
  const t = useTexts(adminAccountsTexts);
  const [done, setDone] = useState<HandoverWire | null>(null);
  const name = account.displayName;
  const obligations = useQuery({
    queryKey: ['accounts', 'obligations', account.id],
    queryFn: ({ signal }) => get<ObligationsWire>(`/accounts/${account.id}/obligations`, { signal }),
    staleTime: 0,
    enabled: done === null,
  });
  if (done) return <Done handover={done} onClose={onClose} />;
  return (
    <Dialog title={t('handoverTitle', { name })} onClose={onClose} wide>
      <div className="stack">
        <p>{t('handoverText')}</p>
        {obligations.isPending && <Skeletons rows={4} height={40} />}
        {obligations.isError && <ErrorState error={obligations.error} onRetry={() => void obligations.refetch()} />}
        {obligations.data && <What obligations={obligations.data} />}
        {obligations.data && <ToWhom account={account} onDone={setDone} />}
      </div>
    </Dialog>
  );
}

function What({ obligations }: { readonly obligations: ObligationsWire }) {
  const t = useTexts(adminAccountsTexts);
  const postWords = usePostWords();
  const { posts, deliveries, drafts } = obligations;
  if (posts.length + deliveries.length + drafts.length === 0) return <p className="quiet">{t('nothingToHand')}</p>;
  return (
    <div className="stack admin-preview">
      <strong>{t('obligations', { posts: posts.length, works: deliveries.length, drafts: drafts.length })}</strong>
      <ul className="rows">
        {posts.map((held) => (
          <li key={held.id} className="row">
            {postWords(held)} · {held.unitName}
          </li>
        ))}
        {deliveries.map((work) => (
          <li key={work.deliveryId} className="row">
            <span>
              {work.arrivalNumber === null
                ? t('notRegistered')
                : t('arrival', { number: work.arrivalNumber, year: work.arrivalYear ?? '' })}
            </span>
            <span className="line">
              <StateMark state={work.state} />
              {work.dueAt && <Deadline at={work.dueAt} />}
            </span>
          </li>
        ))}
        {drafts.length > 0 && (
          <li className="row">
            {t('drafts')}: {drafts.map(({ typeCode }) => typeCode).join(', ')}
          </li>
        )}
      </ul>
    </div>
  );
}

/** What became of it, and what is still to come: the successor's signature. */
function Done({ handover, onClose }: { readonly handover: HandoverWire; readonly onClose: () => void }) {
  const t = useTexts(adminAccountsTexts);
  const c = useTexts(common);
  const { person, successor, delegationsEnded, signedOut, handoverIds } = handover;
  return (
    <Dialog title={t('handed', { name: successor.name })} onClose={onClose}>
      <div className="stack" role="status">
        <p>{t('toBeSigned', { name: successor.name })}</p>
        <ul className="bullets">
          <li>{t(signedOut ? 'signedOut' : 'staysIn', { name: person.name })}</li>
          {delegationsEnded > 0 && <li>{t('delegationsEnded', { count: delegationsEnded })}</li>}
        </ul>
      </div>
      <footer className="dialog-foot">
        <Button kind="primary" onClick={onClose}>
          {c('close')}
        </Button>
        {handoverIds[0] && <ButtonLink to={`/handovers/${handoverIds[0]}`}>{t('seeHandover')}</ButtonLink>}
      </footer>
    </Dialog>
  );
}

interface ToWhomProps {
  readonly account: WindowProps['account'];
  readonly onDone: (handover: HandoverWire) => void;
}

function ToWhom({ account, onDone }: ToWhomProps) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const [successor, setSuccessor] = useState<Picked | null>(null);
  const [reason, setReason] = useState('');
  const hand = useAct({
    do: (_: void, call) =>
      post<HandoverWire>(`/accounts/${account.id}/handovers`, { successorId: successor?.id, reason }, call),
    touches: [['accounts'], ['vacancies'], ['sessions'], ['delegations'], ['handovers'], ['home']],
    done: onDone,
    errors: 'field',
  });
  return (
    <Form onSubmit={() => void hand.run()} problem={hand.problem}>
      <Picker
        label={t('successor')}
        error={hand.fields['successorId']}
        value={successor}
        onChange={setSuccessor}
        search={findPeople}
        searchKey="people"
        required
      />
      <TextField
        label={w('reason')}
        hint={t('handoverReason')}
        error={hand.fields['reason']}
        value={reason}
        onChange={setReason}
        required
        minLength={3}
        maxLength={500}
      />
      <Button type="submit" kind="danger" busy={hand.pending}>
        {successor ? t('handAction', { name: successor.name }) : t('handover')}
      </Button>
    </Form>
  );
}
