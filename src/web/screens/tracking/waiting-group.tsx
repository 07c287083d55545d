import { useId, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { OutstandingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useLanguage } from '../../texts/language.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Deadline, StateMark } from '../../ui/marks.tsx';
import { countInWords } from '../../words/amounts.ts';
import type { Waiting } from './outstanding-groups.ts';
import { isLate, nextDeadline } from './segments.ts';

const ROWS_SHOWN = 5;

const addressOf = (row: OutstandingRowWire): string => `/tracking/${row.documentId}?copy=${row.deliveryId}`;

interface DocumentProps {
  readonly group: Waiting;
  readonly show: string | undefined;
  readonly isSettled: boolean;
}

/** What one document waits for; the rest of its units is on its board. */
export function WaitingDocument({ group, show, isSettled }: DocumentProps) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  const [first] = group.rows;
  const board = `/tracking/${first.documentId}${show ? `?show=${show}` : ''}`;
  const rest = group.rows.length - ROWS_SHOWN;
  return (
    <Box
      title={<Link to={board}>{first.symbol}</Link>}
      below={<p className="two-lines">{first.subject}</p>}
      rows={group.rows}
      foot={
        rest > 0 && (
          <Link to={board}>{isSettled ? t('more', { count: countInWords(rest, language) }) : t('loadingRows')}</Link>
        )
      }
      name={(row) => row.unit}
      shown={ROWS_SHOWN}
    />
  );
}

/** What one unit is waited for. */
export function WaitingUnit({ group }: { readonly group: Waiting }) {
  const t = useTexts(trackingTexts);
  const [isOpen, open] = useState(false);
  const rest = group.rows.length - ROWS_SHOWN;
  const foot = !isOpen && rest > 0 && (
    <Button kind="quiet" onClick={() => open(true)}>
      {t('moreDocuments', { count: rest })}
    </Button>
  );
  return (
    <Box
      title={group.rows[0].unit}
      rows={group.rows}
      foot={foot}
      name={(row) => `${row.symbol} ${row.subject}`}
      shown={isOpen ? group.rows.length : ROWS_SHOWN}
    />
  );
}

interface BoxProps {
  readonly title: ReactNode;
  readonly below?: ReactNode;
  readonly rows: readonly OutstandingRowWire[];
  readonly shown: number;
  readonly foot: ReactNode;
  readonly name: (row: OutstandingRowWire) => string;
}

function Box({ title, below, rows, shown, foot, name }: BoxProps) {
  const t = useTexts(trackingTexts);
  const id = useId();
  const late = rows.filter(isLate).length;
  return (
    <section className="waiting" aria-labelledby={id}>
      <header className="waiting-head">
        <h2 id={id} className="two-lines">
          {title}
        </h2>
        {late > 0 && (
          <span className="mark mark-red mark-bold">
            {late} {t('late')}
          </span>
        )}
        {below}
      </header>
      <ul className="rows">
        {rows.slice(0, shown).map((row) => (
          <WaitingRow key={row.deliveryId} row={row} name={name(row)} />
        ))}
      </ul>
      {foot && <p className="waiting-foot">{foot}</p>}
    </section>
  );
}

function WaitingRow({ row, name }: { readonly row: OutstandingRowWire; readonly name: string }) {
  const t = useTexts(trackingTexts);
  const deadline = nextDeadline(row);
  return (
    <li className="row waiting-row">
      <Link to={addressOf(row)} className="two-lines waiting-link">
        {name}
      </Link>
      <span className="waiting-state">
        <StateMark state={row.state} />
        {deadline && (
          <span className="board-deadline">
            <span className="small quiet">{t(`${deadline.act}By`)} </span>
            <Deadline at={deadline.at} />
          </span>
        )}
      </span>
    </li>
  );
}
