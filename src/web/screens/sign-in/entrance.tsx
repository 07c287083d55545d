import type { ReactNode } from 'react';
import { Brand } from '../../app/brand.tsx';
import { LanguageChoice } from '../../app/account-settings.tsx';
import { useArrival } from '../../ui/page.tsx';

/** The frame of everything before one is inside. */
export function Entrance({
  title,
  children,
  below,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly below?: ReactNode;
}) {
  const heading = useArrival(title);
  return (
    <main className="entrance" id="main">
      <Brand />
      <div className="entrance-box">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {below && <div className="entrance-below">{below}</div>}
      <div className="entrance-language screen-only">
        <LanguageChoice />
      </div>
    </main>
  );
}
