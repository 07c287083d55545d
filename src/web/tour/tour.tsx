import './tour.css';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useWho } from '../api/session.ts';
import { useTexts } from '../texts/catalogue.ts';
import { tourTexts } from '../texts/tour.vi.ts';
import { Button } from '../ui/button.tsx';
import { placeBeside, seenFirst } from './place.ts';
import { endTour } from './tour-state.ts';
import { TOUR_ROLES, TOURS } from './tour-steps.data.ts';

/** A page that is still coming has its parts a moment later. */
const LOOK_MS = 100;
const LOOKS = 20;

/** Shows the real page, one thing after the other. Nothing is blocked: the page stays as usable as ever. */
export function Tour() {
  const t = useTexts(tourTexts);
  const { posts } = useWho();
  const role = TOUR_ROLES.find((one) => posts.some((post) => post.role === one)) ?? 'member';
  const steps = TOURS[role];
  const [at, setAt] = useState(0);
  const box = useBesideStep(steps[at]);
  const id = useId();
  const step = steps[at];
  if (!step) return null;
  const isLast = at === steps.length - 1;
  const go = (by: number): void => (at + by >= steps.length ? endTour() : setAt(Math.max(0, at + by)));
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') endTour();
    else if (key === 'ArrowRight') go(1);
    else if (key === 'ArrowLeft') go(-1);
  };
  return (
    <div
      ref={box}
      popover="manual"
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={id}
      tabIndex={-1}
      className="tour"
      onKeyDown={onKeyDown}
    >
      <p className="small quiet" id={`${id}-title`}>
        <span className="hidden-text">{t('title')}. </span>
        {t('count', { step: at + 1, count: steps.length })}
      </p>
      <p id={id}>{t(step.text)}</p>
      <div className="tour-acts">
        <Button kind="primary" onClick={() => go(1)}>
          {t(isLast ? 'finish' : 'next')}
        </Button>
        {at > 0 && <Button onClick={() => go(-1)}>{t('back')}</Button>}
        {!isLast && (
          <Button kind="quiet" onClick={endTour}>
            {t('close')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Goes to the step's page, marks what it is about, and puts the box beside it with the focus in it; gives the focus back at the end. */
function useBesideStep(step: { readonly path: string; readonly beside: readonly string[] } | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const before = document.activeElement;
    const shown = box.current;
    // Browsers from before 2023 have no popovers: there it is a box like any other.
    if (shown && 'showPopover' in shown) shown.showPopover();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    if (!step) return;
    void navigate(step.path);
    let looks = 0;
    let marked: HTMLElement | null = null;
    const look = (): void => {
      const target = seenFirst(step.beside);
      if (target !== marked) {
        marked?.removeAttribute('data-tour-here');
        target?.setAttribute('data-tour-here', '');
        target?.scrollIntoView({ block: 'nearest' });
        marked = target;
      }
      if (box.current) placeBeside(box.current, target);
      if (looks++ === 0) box.current?.focus({ preventScroll: true });
      if (looks > LOOKS) clearInterval(timer);
    };
    const timer = setInterval(look, LOOK_MS);
    look();
    addEventListener('resize', look);
    return () => {
      clearInterval(timer);
      removeEventListener('resize', look);
      marked?.removeAttribute('data-tour-here');
    };
  }, [step, navigate]);
  return box;
}
