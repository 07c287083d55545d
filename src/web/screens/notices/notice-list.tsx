import { useRef } from 'react';
import { Bell, CheckCheck } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { NoticeWire, UnreadWire } from '../../../notifications/notice.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { queries, useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { noticeTexts } from '../../texts/notices.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NoticeRow } from './notice-row.tsx';

const LIST = ['notices', 'list'] as const;

/** What one was told, newest first. Reading here is never a receipt. */
export function NoticeList({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(noticeTexts);
  const list = useList<NoticeWire>(LIST, '/notices', { limit: 30 });
  const navigate = useNavigate();
  const rows = useRef<HTMLUListElement>(null);
  const newest = list.rows[0];
  const hasUnread = list.rows.some(({ readAt }) => readAt === null);
  const readAll = useAct({
    do: () => post<UnreadWire>('/notices/reading', { upToId: newest?.id }),
    touches: [['notices']],
  });
  const open = (notice: NoticeWire): void => {
    onClose();
    // Going on does not wait for it.
    if (notice.readAt === null) void markRead(notice.id);
    void navigate(notice.path);
  };
  return (
    <Dialog title={t('title')} onClose={onClose} wide>
      <div className="stack">
        <div className="line spread">
          <Button
            icon={<CheckCheck size={18} aria-hidden />}
            busy={readAll.pending}
            refused={hasUnread ? null : t('allRead')}
            onClick={() => void readAll.run()}
          >
            {t('readAll')}
          </Button>
          <span onClick={onClose}>
            <ButtonLink to="/notifications" kind="quiet">
              {t('choices')}
            </ButtonLink>
          </span>
        </div>
        <Rows list={list}>
          <ul ref={rows} className="rows notices" onKeyDown={(event) => step(event, rows.current)}>
            {list.rows.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onOpen={() => open(notice)} />
            ))}
          </ul>
          <MoreRows list={list} />
        </Rows>
      </div>
    </Dialog>
  );
}

async function markRead(id: string): Promise<void> {
  await post(`/notices/${id}/reading`).catch(() => undefined);
  void queries.invalidateQueries({ queryKey: ['notices'] });
}

function Rows({
  list,
  children,
}: {
  readonly list: ReturnType<typeof useList<NoticeWire>>;
  readonly children: React.ReactNode;
}) {
  const t = useTexts(noticeTexts);
  if (list.data === undefined && list.error)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Skeletons rows={4} height={72} />;
  if (list.rows.length > 0) return children;
  return (
    <EmptyState title={t('empty')} icon={<Bell size={28} />}>
      {t('emptyText')}
    </EmptyState>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** j and k, or the arrows, from one notice to the next. */
function step(event: React.KeyboardEvent, rows: HTMLUListElement | null): void {
  const by = STEPS[event.key];
  if (by === undefined || !rows || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...rows.querySelectorAll<HTMLElement>('.notice-open')];
  const at = links.findIndex((link) => link.closest('li')?.contains(document.activeElement) ?? false);
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  event.preventDefault();
}
