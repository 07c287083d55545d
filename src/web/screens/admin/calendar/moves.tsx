import { useState } from 'react';
import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import type { DeadlineMoveWire } from '../../../../incoming/deadline-moves.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { plusDays } from '../../../words/weekday.ts';
import { dayInWords, localDay, whenExactly } from '../../../words/when.ts';
import { Part } from '../parts/facts.tsx';
import { useMoves } from './use-moves.ts';

const CLOCKS = ['open', 'acknowledge', 'finish'] as const;

/** Which running deadlines the version would move: from when to when. */
export function Moves({ version }: { readonly version: CalendarVersionWire }) {
  const t = useTexts(calendarTexts);
  const [asked, askNow] = useState(false);
  const moves = useMoves(version.id, asked);
  return (
    <Part title={t('moves')} action={!asked && <Button onClick={() => askNow(true)}>{t('movesRun')}</Button>}>
      <p className="quiet">{t('movesIntro')}</p>
      {asked && moves.isPending && <Skeletons rows={2} height={64} />}
      {moves.isError && !moves.data && <ErrorState error={moves.error} onRetry={() => void moves.refetch()} />}
      {moves.data && (
        <p role="status">
          <strong>
            {moves.moved === 0
              ? t('movesNone', { examined: moves.examined })
              : t('movesCount', { count: moves.moved, examined: moves.examined })}
          </strong>
          {!moves.isComplete && <span className="quiet block">{t('movesMore')}</span>}
        </p>
      )}
      <ul className="rows">
        {moves.rows.map((move) => (
          <Move key={move.deliveryId} move={move} />
        ))}
      </ul>
      <MoreRows list={moves} />
    </Part>
  );
}

function Move({ move }: { readonly move: DeadlineMoveWire }) {
  const t = useTexts(calendarTexts);
  const moved = CLOCKS.filter((clock) => move[clock].from !== move[clock].to);
  // A deadline is the first instant that is too late: at midnight it is the end of the day before.
  const at = (instant: string | null): string => {
    if (instant === null) return t('noDeadline');
    const exact = whenExactly(instant);
    if (!exact.endsWith('00:00')) return exact;
    return t('endOf', { day: dayInWords(plusDays(localDay(Date.parse(instant)), -1)) });
  };
  return (
    <li className="row">
      <span className="grows">
        <strong className="two-lines">{move.unitName}</strong>
        <small className="quiet block">{move.symbol}</small>
      </span>
      <ul className="moved">
        {moved.map((clock) => (
          <li key={clock}>
            <span className="quiet">{t(`clock_${clock}`)}:</span> <del>{at(move[clock].from)}</del>{' '}
            <span aria-hidden>→</span> <ins>{at(move[clock].to)}</ins>
          </li>
        ))}
      </ul>
    </li>
  );
}
