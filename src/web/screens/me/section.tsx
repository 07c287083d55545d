import { useId, type ReactNode } from 'react';

/** One part of the profile, under its heading. */
export function Section({
  title,
  mark,
  children,
}: {
  readonly title: string;
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="stack me-part" aria-labelledby={id}>
      <h2 id={id} className="line">
        {title} {mark}
      </h2>
      {children}
    </section>
  );
}
