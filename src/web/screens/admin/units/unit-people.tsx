import { useState } from 'react';
import { UserPlus, UserRound } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { UnitVacancyWire } from '../../../../custody/vacancy.wire.ts';
import type { UnitDetailWire } from '../../../../units/unit.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { EmptyState, ErrorState, MoreRows, Note, Skeletons } from '../../../ui/conditions.tsx';
import { whenInWords } from '../../../words/when.ts';
import { NewAccount } from '../accounts/account-forms.tsx';
import { AccountMark } from '../accounts/account-mark.tsx';
import { Part } from '../parts/facts.tsx';
import { usePostWords } from '../parts/post-words.ts';

/** Who is at the unit, and whether anybody is there to receive. */
export function UnitPeople({ unit }: { readonly unit: UnitDetailWire }) {
  const t = useTexts(adminUnitsTexts);
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const people = useList<AccountWire>(['accounts', 'at', unit.id], '/accounts', { unitId: unit.id });
  const outside = unit.kind === 'body' || unit.kind === 'person';
  if (outside || unit.closedOn) return null;
  const add = (
    <Button
      icon={<UserPlus size={18} aria-hidden />}
      refused={unit.can.edit ? null : t('noEdit')}
      onClick={() => setAdding(true)}
    >
      {t('addPerson')}
    </Button>
  );
  return (
    <Part title={t('people')} action={people.rows.length > 0 && add}>
      <Vacancy unitId={unit.id} />
      {people.isPending && <Skeletons rows={3} />}
      {people.isError && !people.data && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && people.rows.length === 0 && (
        <EmptyState title={t('noPeople')} action={add} icon={<UserRound size={28} />}>
          {t('noPeopleText')}
        </EmptyState>
      )}
      <ul className="rows">
        {people.rows.map((account) => (
          <PersonRow key={account.id} account={account} unitId={unit.id} />
        ))}
      </ul>
      <MoreRows list={people} />
      {adding && (
        <NewAccount
          unit={unit}
          onClose={() => setAdding(false)}
          onMade={(account) => {
            setAdding(false);
            void navigate(`/people/accounts/${account.id}`);
          }}
        />
      )}
    </Part>
  );
}

function PersonRow({ account, unitId }: { readonly account: AccountWire; readonly unitId: string }) {
  const postWords = usePostWords();
  const held = account.posts.filter((post) => post.unitId === unitId);
  return (
    <li className="row">
      <span>
        <Link to={`/people/accounts/${account.id}`}>{account.displayName}</Link>
        <small className="quiet block">{held.map(postWords).join(', ')}</small>
      </span>
      <AccountMark account={account} />
    </li>
  );
}

function Vacancy({ unitId }: { readonly unitId: string }) {
  const t = useTexts(adminUnitsTexts);
  const language = useLanguage();
  const now = useNow();
  const vacancies = useList<UnitVacancyWire>(['vacancies'], '/unit-vacancies', { limit: 200 });
  const vacancy = vacancies.rows.find((row) => row.unitId === unitId);
  if (!vacancy) return null;
  return (
    <Note tone="warn">
      <p>{t('vacantSince', { when: whenInWords(vacancy.since, now, language), count: vacancy.waiting })}</p>
    </Note>
  );
}
