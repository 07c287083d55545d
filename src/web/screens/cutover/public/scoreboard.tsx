import './scoreboard.css';
import { useEffect, type ReactNode } from 'react';
import { Check, CheckCheck, Hourglass } from 'lucide-react';
import type { PublicScoreboardWire, PublicUnitWire } from '../../../../cutover/cutover.wire.ts';
import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { get } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { Brand } from '../../../app/brand.tsx';
import { useTexts } from '../../../texts/catalogue.ts';
import { cutoverScoreboardTexts } from '../../../texts/cutover-scoreboard.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { Mark } from '../../../ui/marks.tsx';
import { countInWords } from '../../../words/amounts.ts';
import { whenExactly } from '../../../words/when.ts';

const LOOKS = {
  preparing: { tone: 'orange', icon: Hourglass },
  ready: { tone: 'teal', icon: Check },
  cut_over: { tone: 'green', icon: CheckCheck },
} as const;
const STEPS = ['preparing', 'ready', 'cut_over'] as const;
const WATCH_MS = 60_000;

/** How far the move is, for everybody who has the link; nobody has to be signed in. */
export function PublicScoreboard() {
  const t = useTexts(cutoverScoreboardTexts);
  useEffect(() => {
    document.title = `${t('title')} · gnvb`;
  }, [t]);
  const board = useInfiniteQuery<
    PublicScoreboardWire,
    Error,
    InfiniteData<PublicScoreboardWire>,
    string[],
    string | null
  >({
    queryKey: ['public-scoreboard'],
    queryFn: ({ pageParam, signal }) =>
      get<PublicScoreboardWire>('/public/cutover-scoreboard', { query: { after: pageParam, limit: 200 }, signal }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (state.error ? false : WATCH_MS),
  });
  const [first] = board.data?.pages ?? [];
  const isOff = board.isError && asProblem(board.error).status === 404;
  return (
    <main className="scoreboard">
      <Brand />
      {isOff ? (
        <>
          <h1 className="hidden-text">{t('title')}</h1>
          <EmptyState
            title={t('offTitle')}
            icon={<Hourglass size={28} />}
            action={<ButtonLink to="/">{t('signIn')}</ButtonLink>}
          >
            {t('offText')}
          </EmptyState>
        </>
      ) : (
        <>
          <h1>{t('title')}</h1>
          <p className="quiet">{t('intro')}</p>
          {board.isPending && <Skeletons rows={4} />}
          {board.isError && !first && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
          {first && <Numbers board={first} />}
          {first && first.items.length > 0 && (
            <Names units={board.data?.pages.flatMap(({ items }) => items) ?? []} more={<MoreRows list={board} />} />
          )}
        </>
      )}
    </main>
  );
}

function Numbers({ board }: { readonly board: PublicScoreboardWire }) {
  const t = useTexts(cutoverScoreboardTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  const { at, daysLeft, units, inboxesRetired, inboxesAll } = board;
  return (
    <>
      {at !== null && (
        <p className="scoreboard-days">
          <strong>{daysLeft === 0 ? t('passed') : t('daysLeft', { count: daysLeft ?? 0 })}</strong>{' '}
          <span className="quiet">{t('on', { when: whenExactly(at) })}</span>
        </p>
      )}
      <div className="totals-bar" aria-hidden>
        {STEPS.filter((step) => units[step] > 0).map((step) => (
          <span key={step} className={`totals-part mark-${LOOKS[step].tone}`} style={{ flexGrow: units[step] }} />
        ))}
      </div>
      <dl className="scoreboard-numbers">
        {STEPS.map((step) => (
          <div key={step} className={`mark-${LOOKS[step].tone}`}>
            <dt>{t(`step_${step}`)}</dt>
            <dd>{n(units[step])}</dd>
          </div>
        ))}
      </dl>
      {inboxesAll > 0 && <p>{t('inboxes', { retired: n(inboxesRetired), all: n(inboxesAll) })}</p>}
    </>
  );
}

function Names({ units, more }: { readonly units: readonly PublicUnitWire[]; readonly more: ReactNode }) {
  const t = useTexts(cutoverScoreboardTexts);
  return (
    <section>
      <h2>{t('names')}</h2>
      <ul className="rows">
        {units.map(({ name, step }, index) => {
          const { tone, icon: Icon } = LOOKS[step];
          return (
            // Two units may have the same name, and the board tells no more of them.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${name} ${index}`} className="row">
              <span className="scoreboard-name">{name}</span>
              <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
                {t(`step_${step}`)}
              </Mark>
            </li>
          );
        })}
      </ul>
      {more}
    </section>
  );
}
