import { useCallback } from 'react';
import { Printer } from 'lucide-react';
import { useParams } from 'react-router';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Day, Urgency } from '../../ui/marks.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { BoardList } from './board-list.tsx';
import { BoardPrint } from './board-print.tsx';
import { BoardTools } from './board-tools.tsx';
import { BoardTotals } from './board-totals.tsx';
import { ProgressPicture } from './progress-picture.tsx';
import { totalsOf } from './segments.ts';
import { useBoard } from './use-board.ts';
import { useExport } from './use-export.ts';
import { usePrinting } from './use-printing.ts';
import { useFilter, useShown } from './use-shown.ts';
import { later } from '../../ui/later.tsx';

const CopyDialog = later(async () => (await import('./lazy/copy-dialog.tsx')).CopyDialog);

/** Who has and who has not: every copy of one document. */
export function Board() {
  const t = useTexts(trackingTexts);
  const { id = '' } = useParams();
  const { document, board, rows } = useBoard(id);
  const symbol = document.data?.symbol ?? document.data?.subject ?? '';
  const title = symbol ? t('boardTitle', { symbol }) : t('title');
  const save = useExport(symbol);
  const isPrinting = usePrinting();
  const error = document.error ?? (rows.length === 0 ? board.error : null);
  if (isPrinting && document.data) return <BoardPrint document={document.data} rows={rows} />;
  return (
    <Page
      wide
      title={title}
      below={document.data && <Heading document={document.data} />}
      actions={
        <>
          <Button icon={<Printer size={18} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
          <ButtonLink to={`/outgoing/${id}`}>{t('document')}</ButtonLink>
          <Menu
            label={t('moreActs')}
            items={[
              { label: t('exportExcel'), onSelect: () => void save(rows, 'xlsx') },
              { label: t('exportCsv'), onSelect: () => void save(rows, 'csv') },
            ]}
          />
        </>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={board.again} />
      ) : (
        <BoardBody id={id} rows={rows} board={board} isSent={document.data} />
      )}
    </Page>
  );
}

function Heading({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(trackingTexts);
  return (
    <>
      <p className="two-lines">{document.subject}</p>
      <p className="line small quiet">
        {document.documentDate && (
          <span>
            {t('dated', { day: '' })}
            <Day on={document.documentDate} />
          </span>
        )}
        <Urgency urgency={document.urgency} />
      </p>
    </>
  );
}

interface BodyProps {
  readonly id: string;
  readonly rows: readonly TrackingRowWire[];
  readonly board: ReturnType<typeof useBoard>['board'];
  readonly isSent: OutgoingDocumentWire | undefined;
}

function BoardBody({ id, rows, board, isSent }: BodyProps) {
  const t = useTexts(trackingTexts);
  const filter = useFilter();
  const shown = useShown(rows, filter.show, filter.words, board.isSettled);
  const { set } = filter;
  const open = useCallback((deliveryId: string) => set('copy', deliveryId), [set]);
  if (board.isSettled && rows.length === 0 && isSent)
    return (
      <EmptyState title={t('notSentTitle')} action={<ButtonLink to={`/outgoing/${id}`}>{t('document')}</ButtonLink>}>
        {t('notSentText')}
      </EmptyState>
    );
  return (
    <>
      <BoardTotals
        totals={board.isSettled ? totalsOf(rows) : null}
        show={filter.show}
        onShow={(show) => filter.set('show', show === 'all' ? null : show)}
      />
      <ProgressPicture rows={rows} />
      <BoardTools filter={filter} shown={shown} count={board.isSettled ? shown.rows.length : null} />
      {!board.isSettled ? (
        <Skeletons rows={10} height={52} />
      ) : (
        <BoardList
          key={`${filter.show} ${filter.words}`}
          rows={shown.rows}
          onOpen={open}
          onAll={() => filter.set('show', null)}
        />
      )}
      {board.isSettled && !board.isWhole && (
        <p className="line">
          {t('onlyFirst', { count: board.loaded })}
          <Button onClick={board.more}>{t('loadRest')}</Button>
        </p>
      )}
      {filter.copy && <CopyDialog documentId={id} deliveryId={filter.copy} onClose={() => filter.set('copy', null)} />}
    </>
  );
}
