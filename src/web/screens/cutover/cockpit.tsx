import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { BellRing, Printer } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { CutoverWire, UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { whenExactly } from '../../words/when.ts';
import { Part } from '../admin/parts/facts.tsx';
import { Call } from './call.tsx';
import { CutoverPage, StepMark } from './frame.tsx';
import { PassageLine } from './passage-line.tsx';
import { RemindDialog } from './remind-dialog.tsx';
import { RoadTotals } from './road-totals.tsx';
import { isUnready, worstFirst, type Blocker } from './roads.ts';
import { ScoreboardSwitch } from './scoreboard-switch.tsx';
import { TrafficPicture } from './traffic-picture.tsx';
import { useCount } from './use-count.ts';
import { useRoads } from './use-roads.ts';

const WATCH_MS = 60_000;
const CALLED = 6;

/** Chuyển đổi: how many days, how far, what is in the way, whom to call. */
export function Cockpit() {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  const [reminds, setReminds] = useState(false);
  const { roads, ...list } = useRoads();
  const overview = useQuery({
    queryKey: ['cutover', 'overview'],
    queryFn: ({ signal }) => get<CutoverWire>('/cutover', { signal }),
    refetchInterval: WATCH_MS,
  });
  const unfinished = roads.filter(({ step }) => step !== 'cut_over');
  return (
    <CutoverPage
      title={t('title')}
      actions={
        <>
          <Button
            kind="primary"
            icon={<BellRing size={18} aria-hidden />}
            busy={!list.isSettled && list.error === null}
            refused={unfinished.length === 0 || !list.isSettled ? t('remindNobody') : null}
            onClick={() => setReminds(true)}
          >
            {list.isSettled ? t('remindMany', { count: n(unfinished.length) }) : t('remind')}
          </Button>
          <Button icon={<Printer size={18} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      {overview.isPending && <Skeletons rows={8} />}
      {overview.isError && !overview.data && (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && <Shown cutover={overview.data} roads={roads} isSettled={list.isSettled} />}
      {reminds && <RemindDialog roads={unfinished} onClose={() => setReminds(false)} />}
    </CutoverPage>
  );
}

interface ShownProps {
  readonly cutover: CutoverWire;
  readonly roads: readonly UnitCutoverWire[];
  readonly isSettled: boolean;
}

function Shown({ cutover, roads, isSettled }: ShownProps) {
  const t = useTexts(cutoverTexts);
  const navigate = useNavigate();
  return (
    <div className="stack">
      <Countdown cutover={cutover} />
      <PassageLine cutover={cutover} />
      <Part title={t('road')}>
        <RoadTotals counts={cutover.units} show="all" onShow={(show) => void navigate(`/cutover/units?show=${show}`)} />
      </Part>
      <div className="cockpit">
        <CallFirst cutover={cutover} roads={roads} isSettled={isSettled} />
        <Blockers cutover={cutover} />
        <TrafficPicture days={cutover.traffic} />
        <ScoreboardSwitch />
      </div>
    </div>
  );
}

/** The first question of whoever leads the move. */
function Countdown({ cutover: { at, isAfter, daysLeft, units } }: { readonly cutover: CutoverWire }) {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  const unready = units.listed + units.account_issued + units.first_login;
  if (at === null)
    return (
      <Note tone="warn">
        <p>
          <strong>{t('noDate')}</strong>
        </p>
        <p>{t('noDateText')}</p>
      </Note>
    );
  const left = isAfter ? unready + units.ready : unready;
  return (
    <p className="countdown">
      <strong>{isAfter ? t('isToday') : t('daysLeft', { count: n(daysLeft ?? 0) })}</strong>
      <span className="countdown-left" data-bad={left > 0}>
        {left === 0 ? t('allReady') : t(isAfter ? 'unfinishedCount' : 'unreadyCount', { count: n(left) })}
      </span>
      <span className="quiet">{t(isAfter ? 'afterWhen' : 'atWhen', { when: whenExactly(at) })}</span>
    </p>
  );
}

/** Those farthest away; from the day on, those that are not through. */
function CallFirst({ cutover, roads, isSettled }: ShownProps) {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  const show = cutover.isAfter ? 'unfinished' : 'unready';
  const left = roads.filter((road) => (cutover.isAfter ? road.step !== 'cut_over' : isUnready(road)));
  return (
    <Part title={t(cutover.isAfter ? 'onTheDay' : 'callFirst')}>
      {!isSettled && roads.length === 0 && <Skeletons rows={4} height={72} />}
      {isSettled && roads.length === 0 && (
        <EmptyState title={t('emptyTitle')} action={<ButtonLink to="/people/units">{t('toUnits')}</ButtonLink>}>
          {t('emptyText')}
        </EmptyState>
      )}
      {roads.length > 0 && left.length === 0 && <p>{t('allReady')}</p>}
      {left.length > 0 && (
        <>
          <p className="quiet">{t(cutover.isAfter ? 'onTheDayText' : 'callFirstText')}</p>
          <ul className="rows">
            {worstFirst(left)
              .slice(0, CALLED)
              .map((road) => (
                <li key={road.unitId} className="row">
                  <span className="grows">
                    <Link to={`/cutover/units?unit=${road.unitId}`} className="plain-link">
                      <strong>{road.unitName}</strong>
                    </Link>
                    <span className="block">
                      <StepMark step={road.step} />
                    </span>
                  </span>
                  <Call road={road} />
                </li>
              ))}
          </ul>
          {left.length > CALLED && (
            <p>
              <Link to={`/cutover/units?show=${show}`}>{t('allUnits', { count: n(left.length) })}</Link>
            </p>
          )}
        </>
      )}
    </Part>
  );
}

const isOfUnits = (blocker: Blocker): boolean => !blocker.startsWith('inbox-');

function Blockers({ cutover: { blockers } }: { readonly cutover: CutoverWire }) {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  return (
    <Part title={t('blockers')}>
      {blockers.length === 0 && <p>{t('noBlockers')}</p>}
      <ul className="rows">
        {blockers.map(({ blocker, count }) => (
          <li key={blocker} className="row">
            <span className="grows">
              <Link to={`/cutover/units?show=${blocker}`} className="plain-link">
                <strong>{t(`b_${blocker}`)}</strong>
              </Link>
              <small className="quiet block">{t(`todo_${blocker}`)}</small>
            </span>
            <strong className="tabular">{t(isOfUnits(blocker) ? 'inUnits' : 'inInboxes', { count: n(count) })}</strong>
          </li>
        ))}
      </ul>
    </Part>
  );
}
