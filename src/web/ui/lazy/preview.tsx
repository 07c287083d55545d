import './preview.css';
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, FileText, Files, ZoomIn, ZoomOut } from 'lucide-react';
import type { FileTextWire, PreviewWire } from '../../../previews/previews.wire.ts';
import { addressOf, get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { workTexts } from '../../texts/incoming-work.vi.ts';
import { Button, IconButton } from '../button.tsx';
import { ErrorState, Note, Skeletons } from '../conditions.tsx';

const ZOOMS = [50, 75, 100, 150, 200, 300] as const;
const WHOLE_WIDTH = ZOOMS.indexOf(100);
const ASK_AGAIN_MS = 4000;

interface PreviewProps {
  /** Path of the attachment in the API. */
  readonly base: string;
  readonly name: string;
}

/** A file in the page: pictures of its pages, or its text. Looking proves nothing; only POST /opening does. */
export function Preview({ base, name }: PreviewProps) {
  const t = useTexts(workTexts);
  const preview = useQuery({
    queryKey: ['preview', base],
    queryFn: ({ signal }) => get<PreviewWire>(`${base}/previews`, { signal }),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (isComing(state.data) ? ASK_AGAIN_MS : false),
  });
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeletons rows={1} height={400} />;
  const { data } = preview;
  const pages = data.pages.filter(({ page }) => page > 0);
  if (isComing(data)) return <Note>{t('previewWaiting')}</Note>;
  if (pages.length > 0) return <Viewer base={base} name={name} preview={data} />;
  if (data.hasText) return <Text base={base} />;
  return <Note>{t(data.state === 'failed' ? 'previewFailed' : 'previewNone')}</Note>;
}

const isComing = (preview: PreviewWire | undefined): boolean =>
  preview?.state === 'waiting' || preview?.state === 'making';

function Viewer({ base, name, preview }: PreviewProps & { readonly preview: PreviewWire }) {
  const t = useTexts(workTexts);
  const pages = preview.pages.filter(({ page }) => page > 0);
  const total = preview.pageCount ?? pages.length;
  const [asText, setAsText] = useState(false);
  const [zoom, setZoom] = useState<number>(WHOLE_WIDTH);
  const sheet = useRef<HTMLDivElement>(null);
  const { page, go, look } = usePages(sheet, pages.length);
  const larger = (step: number): void => setZoom(Math.min(ZOOMS.length - 1, Math.max(0, zoom + step)));
  const percent = ZOOMS[zoom] ?? 100;
  const press = (event: KeyboardEvent): void => {
    const acts: Record<string, () => void> = {
      '+': () => larger(1),
      '=': () => larger(1),
      '-': () => larger(-1),
      n: () => go(1),
      p: () => go(-1),
    };
    if (event.ctrlKey || event.metaKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]?.();
  };
  return (
    <div className="preview screen-only">
      <div className="preview-bar" role="toolbar" aria-label={t('previewOf', { name })}>
        {!asText && (
          <>
            <IconButton label={t('pageBefore')} onClick={() => go(-1)} aria-disabled={page <= 1}>
              <ChevronUp size={18} aria-hidden />
            </IconButton>
            <IconButton label={t('pageAfter')} onClick={() => go(1)} aria-disabled={page >= pages.length}>
              <ChevronDown size={18} aria-hidden />
            </IconButton>
            <span className="small" role="status">
              {t('page', { page, total })}
            </span>
            <IconButton label={t('zoomOut')} onClick={() => larger(-1)} aria-disabled={zoom === 0}>
              <ZoomOut size={18} aria-hidden />
            </IconButton>
            <IconButton label={t('zoomIn')} onClick={() => larger(1)} aria-disabled={zoom === ZOOMS.length - 1}>
              <ZoomIn size={18} aria-hidden />
            </IconButton>
            <span className="small preview-zoom">{t('zoomed', { percent })}</span>
          </>
        )}
        {preview.hasText && (
          <Button
            kind="quiet"
            icon={asText ? <Files size={18} aria-hidden /> : <FileText size={18} aria-hidden />}
            onClick={() => setAsText(!asText)}
          >
            {t(asText ? 'asPages' : 'asText')}
          </Button>
        )}
      </div>
      {asText ? (
        <Text base={base} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <div
          ref={sheet}
          className="preview-sheet"
          tabIndex={0}
          role="region"
          aria-label={t('previewOf', { name })}
          onScroll={look}
          onKeyDown={press}
        >
          {pages.map(({ page: number, width, height }) => (
            <img
              key={number}
              data-page={number}
              src={addressOf(`${base}/previews/${number}`)}
              width={width}
              height={height}
              style={{ width: `${percent}%` }}
              loading={number === 1 ? 'eager' : 'lazy'}
              decoding="async"
              alt={t('pageOf', { page: number, name })}
            />
          ))}
          {total > pages.length && <p className="small">{t('pagesCut', { shown: pages.length, total })}</p>}
        </div>
      )}
    </div>
  );
}

/** Which page is before the eyes, and the way to another. */
function usePages(sheet: RefObject<HTMLDivElement | null>, count: number) {
  const [page, setPage] = useState(1);
  const images = (): HTMLElement[] => [...(sheet.current?.querySelectorAll('img') ?? [])];
  const look = (): void => {
    const box = sheet.current;
    if (!box) return;
    const middle = box.scrollTop + box.clientHeight / 2;
    setPage(Math.max(1, images().filter((image) => image.offsetTop <= middle).length));
  };
  const go = (step: number): void => {
    const to = images()[Math.min(count, Math.max(1, page + step)) - 1];
    if (to) sheet.current?.scrollTo({ top: to.offsetTop - 8 });
  };
  return { page, go, look };
}

function Text({ base }: { readonly base: string }) {
  const t = useTexts(workTexts);
  const text = useQuery({
    queryKey: ['file-text', base],
    queryFn: ({ signal }) => get<FileTextWire>(`${base}/text`, { signal }),
    staleTime: Infinity,
  });
  if (text.isError) return <ErrorState error={text.error} onRetry={() => void text.refetch()} />;
  if (!text.data) return <Skeletons rows={8} height={20} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="preview-text" tabIndex={0} role="region" aria-label={t('asText')}>
      <p className="small quiet">{t('textNote')}</p>
      <p className="as-typed">{text.data.text}</p>
      {text.data.isCut && <p className="small quiet">{t('textCut')}</p>}
    </div>
  );
}
