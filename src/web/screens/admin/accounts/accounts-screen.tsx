import { useState } from 'react';
import { Plus, UserRound } from 'lucide-react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { SelectField, TextField } from '../../../ui/fields.tsx';
import { ReadingPane } from '../../../ui/reading-pane.tsx';
import { useAdministered } from '../parts/administers.ts';
import { useLater } from '../parts/later.ts';
import { ListHead } from '../parts/list-head.tsx';
import { NewAccount } from './account-forms.tsx';
import { AccountMark } from './account-mark.tsx';
import { AccountPage } from './account-page.tsx';

const FILTERS = ['all', 'never-activated', 'locked', 'idle', 'disabled', 'postless'] as const;
type Filter = (typeof FILTERS)[number];

/** Tài khoản: everybody one administers, with the chosen one beside. */
export function AccountsScreen() {
  const t = useTexts(adminAccountsTexts);
  const { id } = useParams();
  const navigate = useNavigate();
  const unit = useAdministered()[0];
  const [adding, setAdding] = useState(false);
  const add = (
    <Button kind="primary" icon={<Plus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('new')}
    </Button>
  );
  const open = (accountId: string): void => void navigate(`/people/accounts/${accountId}`);
  return (
    <>
      <ReadingPane
        label={t('list')}
        listPath="/people/accounts"
        hint={t('choose')}
        list={
          <div className="list-page">
            <ListHead title={t('title')} actions={unit && add} />
            <AccountList chosen={id ?? null} onChoose={open} />
          </div>
        }
        detail={id ? <AccountPage key={id} id={id} /> : null}
      />
      {adding && unit && (
        <NewAccount
          unit={unit}
          onClose={() => setAdding(false)}
          onMade={(account) => {
            setAdding(false);
            open(account.id);
          }}
        />
      )}
    </>
  );
}

function AccountList({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const [asked] = useSearchParams();
  const [show, setShow] = useState<Filter>(() => FILTERS.find((one) => one === asked.get('show')) ?? 'all');
  const [typed, type] = useState('');
  const q = useLater(typed.trim());
  const people = useList<AccountWire>(['accounts', 'list'], '/accounts', {
    q: q || null,
    show: show === 'all' ? null : show,
  });
  return (
    <>
      <div className="admin-filters">
        <TextField
          label={w('findPerson')}
          type="search"
          value={typed}
          onChange={type}
          autoComplete="off"
          placeholder={w('find')}
        />
        <SelectField
          label={t('show')}
          value={show}
          onChange={setShow}
          options={FILTERS.map((value) => ({ value, label: t(`show_${value}`) }))}
        />
      </div>
      {people.isPending && <Skeletons rows={8} height={64} />}
      {people.isError && !people.data && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && people.rows.length === 0 && (
        <EmptyState title={q ? w('noneFound', { q }) : t('empty')} icon={<UserRound size={28} />}>
          {t('emptyText')}
        </EmptyState>
      )}
      <ul className="choices">
        {people.rows.map((account) => (
          <li key={account.id}>
            <button
              type="button"
              aria-current={account.id === chosen || undefined}
              onClick={() => onChoose(account.id)}
            >
              <span className="line spread">
                <strong>{account.displayName}</strong>
                <AccountMark account={account} />
              </span>
              <small className="quiet two-lines">
                {account.posts.map(({ title, unitName }) => `${title}, ${unitName}`).join(' · ') || t('noPosts')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <MoreRows list={people} />
    </>
  );
}
