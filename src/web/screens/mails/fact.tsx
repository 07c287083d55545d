import type { ReactNode } from 'react';

/** A name and what it is; addresses may be longer than their column. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mail-address">{children}</dd>
    </div>
  );
}
