import type { ReactNode } from 'react';
import { useArrival } from '../../../ui/page.tsx';
import { Sections } from './section.tsx';

interface ListHeadProps {
  readonly title: string;
  /** What one can add here. */
  readonly actions?: ReactNode;
  /** False where the screen stands alone in the navigation. */
  readonly sections?: boolean;
}

/** Head of a list that has what is opened beside it. */
export function ListHead({ title, actions, sections = true }: ListHeadProps) {
  const heading = useArrival(title);
  return (
    <header className="admin-head">
      <div className="line spread">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </div>
      {sections && <Sections />}
    </header>
  );
}
