import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { announce } from './announcer.tsx';

interface PageProps {
  /** Heading, and the title of the window. */
  readonly title: string;
  /** The one primary action first, the menu last: they stand from right to left. Top right on a desktop, a bar at the bottom of a phone. */
  readonly actions?: ReactNode;
  /** Below the title: number, sender, state. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
  /** Takes all the width there is (lists beside a document, boards); otherwise lines stay readable. */
  readonly wide?: boolean;
}

/** The frame of every screen. Its heading takes the focus when the address changes, so that keyboard and reader start there. */
export function Page({ title, actions, below, children, wide }: PageProps) {
  const heading = useArrival(title);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {below && <div className="page-below">{below}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Not on the first page of a visit: the browser puts the focus there itself. */
let isFirst = true;

/** Title of the window, focus and announcement of a page just opened. For screens with a frame of their own. */
export function useArrival(title: string) {
  const t = useTexts(common);
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · gnvb`;
  }, [title]);
  useEffect(() => {
    if (isFirst) {
      isFirst = false;
      return;
    }
    // A field that asks for the focus itself keeps it.
    if (!document.activeElement?.closest('main')) heading.current?.focus({ preventScroll: false });
    announce(t('openedTitle', { title }));
    // oxlint-disable-next-line react/exhaustive-deps -- a title that changes is no arrival
  }, [pathname]);
  return heading;
}
