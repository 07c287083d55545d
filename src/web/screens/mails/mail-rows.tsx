import { useRef, type ReactNode, type RefObject } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import type { useList } from '../../api/queries.ts';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { useBackToRow, useMoreAtEnd, useRowKeys } from '../../ui/list-rows.ts';

interface RowsProps<T> {
  readonly list: ReturnType<typeof useList<T>>;
  readonly openId: string | null;
  readonly lastId: RefObject<string | null>;
  readonly row: (line: T) => ReactNode;
  /** Shown when there is none. */
  readonly empty: ReactNode;
}

/** Mails, more of them as one comes to the end; j and k go from row to row. */
export function MailRows<T>({ list, openId, lastId, row, empty }: RowsProps<T>) {
  const t = useTexts(mailTexts);
  const box = useRef<HTMLDivElement>(null);
  const end = useMoreAtEnd(list);
  useRowKeys(box, lastId);
  useBackToRow(box, openId, lastId);
  const isOld = list.isPlaceholderData;
  if (list.isPending) return <Skeletons rows={8} height={92} />;
  if (list.isError && list.rows.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div ref={box} className={isOld ? 'inbox-rows inbox-old' : 'inbox-rows'} aria-busy={isOld}>
      <p className="hidden-text" role="status">
        {!isOld && t(list.hasNextPage ? 'foundMore' : 'found', { count: list.rows.length })}
      </p>
      {list.rows.length === 0 && !isOld && empty}
      <ul>{list.rows.map(row)}</ul>
      <div ref={end}>
        <MoreRows list={list} />
      </div>
    </div>
  );
}
