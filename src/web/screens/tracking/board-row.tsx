import { memo, useRef } from 'react';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useLanguage } from '../../texts/language.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { Deadline, StateMark, When } from '../../ui/marks.tsx';
import { countInWords } from '../../words/amounts.ts';
import type { Group } from './groups.ts';
import { nextDeadline, since } from './segments.ts';

interface RowProps {
  readonly row: TrackingRowWire;
  readonly onOpen: (deliveryId: string) => void;
}

/** One copy. Drawn again only when something about it has changed; a new state fades in. */
export const BoardRow = memo(function BoardRow({ row, onOpen }: RowProps) {
  const t = useTexts(trackingTexts);
  const isFresh = useIsChanged(row.state);
  const at = since(row);
  const deadline = nextDeadline(row);
  return (
    <>
      <div role="cell" className="board-unit">
        <button type="button" className="board-open" aria-haspopup="dialog" onClick={() => onOpen(row.deliveryId)}>
          {row.unit}
        </button>
        <span className="small quiet">
          {t(row.purpose)}
          {row.channel !== 'system' && ` · ${t(row.channel === 'email' ? 'email' : 'paper')}`}
        </span>
      </div>
      <div role="cell" className={isFresh ? 'fresh' : undefined} key={row.state}>
        <StateMark state={row.state} />
      </div>
      <div role="cell" className="board-who">
        {row.by && (
          <>
            {row.by.name}
            {row.by.forAccountName && (
              <span className="small quiet"> {t('instead', { name: row.by.forAccountName })}</span>
            )}
          </>
        )}
      </div>
      <div role="cell" className="board-when">
        {at && <When at={at} />}
      </div>
      <div role="cell" className="board-deadline">
        {deadline && (
          <>
            <span className="small quiet">{t(`${deadline.act}By`)} </span>
            <Deadline at={deadline.at} />
          </>
        )}
      </div>
    </>
  );
});

/** True from the first change on; a row that is merely scrolled into view has not changed. */
function useIsChanged(value: string): boolean {
  const first = useRef(value);
  return first.current !== value;
}

export const GroupRow = memo(function GroupRow({ group }: { readonly group: Group<TrackingRowWire> }) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  return (
    <div role="cell" aria-colspan={5} className="board-group-name">
      <strong>{t(group.name)}</strong>{' '}
      <span className="small quiet">
        {t('received', { acknowledged: n(group.acknowledged), recipients: n(group.rows.length) })}
      </span>
    </div>
  );
});
