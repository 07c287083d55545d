import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { FileSpreadsheet, ListChecks, Mails, Plus } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import type { UnitWire } from '../../../units/unit.wire.ts';
import { get } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useArrival } from '../../ui/page.tsx';
import { ReadingPane } from '../../ui/reading-pane.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useSearch } from '../../ui/use-search.ts';
import { CutoverWays, InboxMark } from './frame.tsx';
import { NewInbox } from './inbox-forms.tsx';
import { InboxPage } from './inbox-page.tsx';
import { STATES } from './obstacles.ts';
import { SeveralInboxes } from './several-inboxes.tsx';

const PAGE = 100;

/** Hộp thư cũ: the register, and one inbox beside it. */
export function InboxesScreen() {
  const t = useTexts(cutoverInboxesTexts);
  const { id } = useParams();
  return (
    <ReadingPane
      label={t('list')}
      listPath="/cutover/inboxes"
      hint={t('choose')}
      list={<Register chosen={id ?? null} />}
      detail={id ? <InboxPage key={id} id={id} /> : null}
    />
  );
}

function Register({ chosen }: { readonly chosen: string | null }) {
  const t = useTexts(cutoverInboxesTexts);
  const navigate = useNavigate();
  const heading = useArrival(t('title'));
  const [search, set] = useSearch();
  const [several, setSeveral] = useState(false);
  const [adds, setAdds] = useState(false);
  const query = { state: stateOf(search.get('state')), q: search.get('q') };
  const forUnit = search.get('new');
  const close = (): void => {
    setAdds(false);
    set('new', null);
  };
  return (
    <div className="list-page">
      <header className="admin-head">
        <div className="line spread">
          <h1 ref={heading} tabIndex={-1}>
            {t('title')}
          </h1>
          <span className="line">
            <Button kind="primary" icon={<Plus size={18} aria-hidden />} onClick={() => setAdds(true)}>
              {t('new')}
            </Button>
            <Menu
              label={t('moreOfList')}
              items={[
                {
                  label: t('import'),
                  icon: <FileSpreadsheet size={18} aria-hidden />,
                  onSelect: () => void navigate('/people/imports?kind=legacy-inboxes'),
                },
                {
                  label: t('several'),
                  icon: <ListChecks size={18} aria-hidden />,
                  onSelect: () => setSeveral(true),
                },
              ]}
            />
          </span>
        </div>
        <CutoverWays />
      </header>
      <SearchField label={t('find')} hint={t('findHint')} value={query.q ?? ''} onChange={(q) => set('q', q || null)} />
      <SelectField
        label={t('state')}
        value={query.state ?? 'all'}
        onChange={(state) => set('state', state === 'all' ? null : state)}
        options={[
          { value: 'all', label: t('allStates') },
          ...STATES.map((value) => ({ value, label: t(`state_${value}`) })),
        ]}
      />
      <Rows query={query} chosen={chosen} />
      {(adds || forUnit) && <Adding unitId={forUnit} onClose={close} />}
      {several && <SeveralInboxes query={query} onClose={() => setSeveral(false)} />}
    </div>
  );
}

type State = LegacyInboxWire['state'];
const stateOf = (text: string | null): State | null => STATES.find((state) => state === text) ?? null;

/** For a unit that is known already, when its road led here. */
function Adding({ unitId, onClose }: { readonly unitId: string | null; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const unit = useQuery({
    queryKey: ['units', 'one', unitId],
    queryFn: ({ signal }) => get<UnitWire>(`/units/${unitId}`, { signal }),
    enabled: unitId !== null,
  });
  if (unitId !== null && unit.isPending) return null;
  return (
    <NewInbox
      unit={unit.data ? { id: unit.data.id, name: unit.data.name, below: unit.data.code } : null}
      onClose={onClose}
      onMade={({ id }) => void navigate(`/cutover/inboxes/${id}`)}
    />
  );
}

interface RowsProps {
  readonly query: { readonly state: State | null; readonly q: string | null };
  readonly chosen: string | null;
}

function Rows({ query, chosen }: RowsProps) {
  const t = useTexts(cutoverInboxesTexts);
  const navigate = useNavigate();
  const list = useList<LegacyInboxWire>(
    ['cutover', 'inboxes'],
    '/legacy-inboxes',
    { ...query, limit: PAGE },
    { keep: true },
  );
  const isFiltered = query.state !== null || Boolean(query.q);
  return (
    <>
      {list.isPending && <Skeletons rows={6} height={72} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyState title={t(isFiltered ? 'noneTitle' : 'empty')} icon={<Mails size={28} />}>
          {t(isFiltered ? 'noneText' : 'emptyText')}
        </EmptyState>
      )}
      <ul className="choices" aria-busy={list.isPlaceholderData}>
        {list.rows.map((inbox) => (
          <li key={inbox.id}>
            <button
              type="button"
              aria-current={inbox.id === chosen || undefined}
              onClick={() => void navigate({ pathname: `/cutover/inboxes/${inbox.id}`, search: location.search })}
            >
              <span className="line spread">
                <strong className="breaks">{inbox.address}</strong>
                {inbox.closedAt ? <Mark tone="grey">{t('closedForGood')}</Mark> : <InboxMark state={inbox.state} />}
              </span>
              <small className="quiet">{[inbox.unitName, inbox.owner].filter(Boolean).join(' · ')}</small>
              <ProofWord inbox={inbox} />
            </button>
          </li>
        ))}
      </ul>
      <MoreRows list={list} />
    </>
  );
}

/** Only where it matters: an inbox still in use has nothing to prove yet. */
function ProofWord({ inbox: { state, proof } }: { readonly inbox: LegacyInboxWire }) {
  const t = useTexts(cutoverInboxesTexts);
  if (state === 'active' || state === 'dual_run' || state === 'retired') return null;
  const tones = { none: 'orange', unproven: 'orange', disagrees: 'red', agrees: 'teal' } as const;
  return (
    <small>
      <Mark tone={tones[proof.proof]}>
        {proof.proof === 'disagrees' ? t('proof_disagrees', { count: proof.differences }) : t(`proof_${proof.proof}`)}
      </Mark>
    </small>
  );
}
