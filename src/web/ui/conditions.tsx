import type { ReactNode } from 'react';
import { Inbox, TriangleAlert } from 'lucide-react';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { Button } from './button.tsx';
import { CopyCode } from './copy.tsx';

interface EmptyProps {
  /** What will appear here. */
  readonly title: string;
  /** How it comes here. */
  readonly children?: ReactNode;
  /** The one thing to do now. */
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}

/** Nothing here yet: says what will be, and what to do now. */
export function EmptyState({ title, children, action, icon }: EmptyProps) {
  return (
    <div className="condition">
      <span className="condition-icon" aria-hidden>
        {icon ?? <Inbox size={28} />}
      </span>
      <p className="condition-title">{title}</p>
      {children && <div className="quiet">{children}</div>}
      {action}
    </div>
  );
}

/** A part of the page could not be loaded. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useTexts(common);
  const problem = asProblem(error);
  return (
    <div className="condition" role="alert">
      <span className="condition-icon condition-bad" aria-hidden>
        <TriangleAlert size={28} />
      </span>
      <p className="condition-title">{problem.detail}</p>
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
      <CopyCode code={problem.report} shown />
    </div>
  );
}

/** Why an act failed, inside a form. When somebody was faster, the way to the new version. */
export function ProblemNote({ problem, onNewest }: { readonly problem: ApiProblem; readonly onNewest?: () => void }) {
  const t = useTexts(common);
  return (
    <div className="note note-bad" role="alert">
      <TriangleAlert size={20} aria-hidden />
      <div>
        {problem.isStale && (
          <p>
            <strong>{t('staleTitle')}</strong>
          </p>
        )}
        <p>{problem.isStale ? t('staleText') : problem.detail}</p>
        {problem.isStale && onNewest && <Button onClick={onNewest}>{t('seeNewest')}</Button>}
        <CopyCode code={problem.report} />
      </div>
    </div>
  );
}

/** Something to know before one goes on. */
export function Note({
  tone = 'calm',
  icon,
  children,
}: {
  readonly tone?: 'calm' | 'warn' | 'bad';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={`note note-${tone}`}>
      {icon}
      <div>{children}</div>
    </div>
  );
}

/** Grey bars in the size of the rows to come, so that nothing jumps. */
export function Skeletons({ rows = 6, height = 56 }: { readonly rows?: number; readonly height?: number }) {
  const t = useTexts(common);
  return (
    <div className="skeletons" role="status">
      <span className="hidden-text">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton" style={{ height }} aria-hidden />
      ))}
    </div>
  );
}

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** The next page of a `useList`. @public */
export function MoreRows({ list }: { readonly list: Pages }) {
  const t = useTexts(common);
  if (!list.hasNextPage) return null;
  return (
    <div className="more-rows">
      <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t(list.isFetchingNextPage ? 'loadingMore' : 'moreRows')}
      </Button>
    </div>
  );
}
