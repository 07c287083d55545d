import { useEffect, useState } from 'react';
import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import type { DeadlineRecalculationWire } from '../../../../incoming/deadline-moves.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { queries, useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';
import { useMoves } from './use-moves.ts';

const LOOK_AGAIN_MS = 3000;
const KEY = ['calendar', 'recalculations'] as const;

/** Computing running deadlines anew is an act of its own, with its own reason. */
export function Recalculations({ version }: { readonly version: CalendarVersionWire }) {
  const t = useTexts(calendarTexts);
  const [asks, setAsks] = useState(false);
  const [watches, setWatches] = useState(false);
  const list = useList<DeadlineRecalculationWire>(
    KEY,
    '/deadline-recalculations',
    {},
    watches ? { refetchInterval: LOOK_AGAIN_MS } : {},
  );
  const isRunning = list.rows.some(({ finishedAt }) => finishedAt === null);
  useEffect(() => {
    setWatches(isRunning);
    // What would move has changed with it.
    if (!isRunning) void queries.invalidateQueries({ queryKey: ['calendar', 'moves'] });
  }, [isRunning]);
  return (
    <Part
      title={t('recalculations')}
      action={!isRunning && <Button onClick={() => setAsks(true)}>{t('recalculate')}</Button>}
    >
      {isRunning && <p role="status">{t('recalculating')}</p>}
      {list.isPending && <Skeletons rows={1} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && <p className="quiet">{t('recalculationsNone')}</p>}
      <ul className="rows">
        {list.rows.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      <MoreRows list={list} />
      {asks && <Recalculate version={version} onClose={() => setAsks(false)} />}
    </Part>
  );
}

function Line({ one }: { readonly one: DeadlineRecalculationWire }) {
  const t = useTexts(calendarTexts);
  const { askedByName, askedAt, calendarNo, examined, moved, reason, finishedAt } = one;
  return (
    <li className="row">
      <span className="grows">
        <strong>{t('recalculated', { examined, moved })}</strong> · {t('byCalendar', { no: calendarNo })}
        <small className="quiet block">
          {askedByName}, <When at={askedAt} /> · {reason}
        </small>
      </span>
      <Mark tone={finishedAt === null ? 'blue' : 'green'}>{t(finishedAt === null ? 'running' : 'done')}</Mark>
    </li>
  );
}

function Recalculate({ version, onClose }: { readonly version: CalendarVersionWire; readonly onClose: () => void }) {
  const t = useTexts(calendarTexts);
  const [reason, setReason] = useState('');
  const moves = useMoves(version.id, true);
  const act = useAct({
    do: (_: void, call) =>
      post<DeadlineRecalculationWire>(
        `/calendar-versions/${version.id}/recalculations`,
        { reason: reason.trim() },
        call,
      ),
    touches: [KEY, ['calendar', 'moves', version.id]],
    done: () => {
      onClose();
      return { text: t('recalculating') };
    },
    errors: 'field',
  });
  const { moved: count, examined, isComplete } = moves;
  return (
    <Dialog title={t('recalculate')} onClose={act.pending ? null : onClose}>
      <Form onSubmit={() => void act.run()} problem={act.problem}>
        <p>{t('recalculateText', { no: version.no })}</p>
        {moves.isPending && <Skeletons rows={1} height={24} />}
        {moves.data && (
          <p role="status">
            <strong>{count === 0 ? t('movesNone', { examined }) : t('movesCount', { count, examined })}</strong>
          </p>
        )}
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          error={act.fields['reason']}
          value={reason}
          onChange={setReason}
          required
          minLength={3}
          maxLength={500}
        />
        <Button type="submit" kind="primary" busy={act.pending}>
          {moves.data && isComplete ? t('recalculateCount', { count }) : t('recalculateAction')}
        </Button>
      </Form>
    </Dialog>
  );
}
