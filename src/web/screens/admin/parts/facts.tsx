import type { ReactNode } from 'react';

/** Names and values, side by side on a desktop, below each other on a phone. */
export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="admin-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface PartProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, under its own heading. */
export function Part({ title, action, children }: PartProps) {
  return (
    <section className="part">
      <header className="line spread">
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}
