import { memo } from 'react';
import { Link } from 'react-router';
import type { IncomingLineWire } from '../../../incoming/incoming.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { Deadline, StateMark, Urgency, When } from '../../ui/marks.tsx';
import { shortened } from '../../words/shortened.ts';
import { dueNow } from './due.ts';

/** Two lines beside a document, three or four on a phone. */
const SUBJECT = 110;

interface RowProps {
  readonly line: IncomingLineWire;
  /** Kept while one goes from document to document. */
  readonly search: string;
  readonly open: boolean;
  readonly selected: boolean;
  readonly onSelect: (id: string) => void;
}

/** One document in the list: number, subject, sender, state, what is due. The subject is what people read, so it has the room. */
export const InboxRow = memo(function InboxRow({ line, search, open, selected, onSelect }: RowProps) {
  const t = useTexts(incomingTexts);
  const { id, symbol, subject, sender, state, urgency, deliveredAt } = line;
  const due = dueNow(line);
  const name = symbol || subject || t('noSymbol');
  const isUnread = state === 'delivered';
  return (
    <li className="list-row inbox-row" data-open={open} data-unread={isUnread} data-selected={selected}>
      <label className="inbox-pick">
        <input type="checkbox" checked={selected} onChange={() => onSelect(id)} />
        <span className="hidden-text">{t('select', { name })}</span>
      </label>
      <Link
        to={`/incoming/${id}${search}`}
        data-row={id}
        className="inbox-link"
        aria-current={open ? 'true' : undefined}
      >
        <span className="line spread">
          <span className="inbox-symbol">
            {symbol || t('noSymbol')} <Urgency urgency={urgency} />
          </span>
          {deliveredAt && <When at={deliveredAt} short />}
        </span>
        <span className="inbox-subject" title={subject ?? undefined}>
          {shortened(subject ?? t('withdrawn'), SUBJECT)}
        </span>
        <span className="line spread small">
          <span className="quiet inbox-sender">{sender.name}</span>
          <span className="inbox-marks">
            <StateMark state={state} />
            {due && <Deadline at={due} />}
          </span>
        </span>
      </Link>
    </li>
  );
});
