import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { Link } from 'react-router';
import type { AccountListRuleWire, AccountListWire } from '../../../accounts/account-list.wire.ts';
import { useAct } from '../../api/act.ts';
import { get, put } from '../../api/client.ts';
import { queries, useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { listsTexts } from '../../texts/lists.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { CheckField, Choice } from '../../ui/fields.tsx';
import { When } from '../../ui/marks.tsx';
import { useAdministered } from '../admin/parts/administers.ts';
import { Section } from '../admin/parts/section.tsx';
import { ListMark } from './list-mark.tsx';

const SHOWS = ['waiting', 'approved', 'declined', 'all'] as const;

/** Duyệt danh sách: what waits for the level above, and what became of the others. */
export function Lists() {
  const t = useTexts(listsTexts);
  const [show, setShow] = useState<(typeof SHOWS)[number]>('waiting');
  const list = useList<AccountListWire>(['account-lists'], '/account-lists', { state: show === 'all' ? null : show });
  const units = useAdministered();
  return (
    <Section title={t('title')} below={<p className="quiet">{t('intro')}</p>}>
      <div className="stack">
        <Choice
          label={t('show')}
          value={show}
          onChange={setShow}
          options={SHOWS.map((value) => ({ value, label: t(value) }))}
        />
        {list.isPending && <Skeletons rows={4} height={64} />}
        {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && list.rows.length === 0 && (
          <EmptyState
            title={t(show === 'waiting' ? 'emptyTitle' : 'emptyAll')}
            icon={<ListChecks size={28} />}
            action={<ButtonLink to="/people/imports">{t('toImports')}</ButtonLink>}
          >
            {t('emptyText')}
          </EmptyState>
        )}
        <ul className="rows">
          {list.rows.map((one) => (
            <li key={one.id} className="row">
              <span className="grows">
                <Link to={`/people/lists/${one.id}`}>{one.unitName}</Link>
                <small className="quiet block">
                  {t('accounts', { count: one.accounts })} · {t('listedBy', { name: one.listedByName })} ·{' '}
                  <When at={one.listedAt} />
                </small>
              </span>
              <ListMark state={one.state} />
            </li>
          ))}
        </ul>
        <MoreRows list={list} />
        {units.map((unit) => (
          <Rule key={unit.id} unit={unit} isOnly={units.length === 1} />
        ))}
      </div>
    </Section>
  );
}

interface RuleProps {
  readonly unit: { readonly id: string; readonly name: string };
  readonly isOnly: boolean;
}

/** Whether lists from below the unit wait for approval at all. */
function Rule({ unit, isOnly }: RuleProps) {
  const t = useTexts(listsTexts);
  const queryKey = ['account-list-rule', unit.id];
  const path = `/units/${unit.id}/account-list-rule`;
  const rule = useQuery({ queryKey, queryFn: ({ signal }) => get<AccountListRuleWire>(path, { signal }) });
  const set = useAct({
    do: (isRequired: boolean) => put<AccountListRuleWire>(path, { isRequired }),
    done: (answer) => {
      queries.setQueryData(queryKey, answer);
      return { text: t('ruleSaved') };
    },
  });
  if (!rule.data) return null;
  return (
    <div className="screen-only">
      <CheckField
        label={isOnly ? t('rule') : t('ruleOf', { unit: unit.name })}
        checked={rule.data.isRequired}
        disabled={set.pending}
        onChange={(isRequired) => void set.run(isRequired)}
      />
      <p className="small quiet">{t('ruleText')}</p>
    </div>
  );
}
