import { useRef, type RefObject } from 'react';
import { ArrowUp } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { MoreRows } from '../../ui/conditions.tsx';
import { useBackToRow, useMoreAtEnd, useRowKeys } from '../../ui/list-rows.ts';
import { InboxRow } from './inbox-row.tsx';
import type { Inbox } from './use-inbox.ts';

interface RowsProps {
  readonly inbox: Inbox;
  readonly openId: string | null;
  readonly lastId: RefObject<string | null>;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly search: string;
}

/** The rows, more of them as one comes to the end; j and k go from row to row. */
export function InboxRows({ inbox, openId, lastId, selected, onSelect, search }: RowsProps) {
  const t = useTexts(incomingTexts);
  const { list, rows, waiting, showWaiting, isOld } = inbox;
  const box = useRef<HTMLDivElement>(null);
  const end = useMoreAtEnd(list);
  useRowKeys(box, lastId);
  useBackToRow(box, openId, lastId);
  const toggle = useRef<(id: string) => void>(() => undefined);
  toggle.current = (id) =>
    onSelect(selected.has(id) ? new Set([...selected].filter((one) => one !== id)) : new Set([...selected, id]));
  const pick = useRef((id: string) => toggle.current(id)).current;
  return (
    <div ref={box} className={isOld ? 'inbox-rows inbox-old' : 'inbox-rows'} aria-busy={isOld}>
      <p className="hidden-text" role="status">
        {!isOld && t(list.hasNextPage ? 'foundMore' : 'found', { count: rows.length })}
      </p>
      {waiting > 0 && (
        <button type="button" className="new-ones" onClick={showWaiting}>
          <ArrowUp size={16} aria-hidden /> {t('newOnes', { count: waiting })}
        </button>
      )}
      <ul>
        {rows.map((line) => (
          <InboxRow
            key={line.id}
            line={line}
            search={search}
            open={line.id === openId}
            selected={selected.has(line.id)}
            onSelect={pick}
          />
        ))}
      </ul>
      <div ref={end}>
        <MoreRows list={list} />
      </div>
    </div>
  );
}
