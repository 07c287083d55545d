import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { LoaderCircle } from 'lucide-react';
import { Link } from 'react-router';

type Kind = 'primary' | 'plain' | 'quiet' | 'danger';

interface Looks {
  /** One `primary` per page: what this state asks for. */
  readonly kind?: Kind | undefined;
  readonly icon?: ReactNode;
  readonly wide?: boolean | undefined;
}

interface ButtonProps extends Looks, ButtonHTMLAttributes<HTMLButtonElement> {
  /** The act runs: it cannot be pressed again, and keeps focus and width. */
  readonly busy?: boolean;
  /** Why it cannot be pressed: shown on hover and read out; the button stays reachable. */
  readonly refused?: string | null;
}

const classOf = ({ kind = 'plain', wide }: Looks): string => `button button-${kind}${wide ? ' button-wide' : ''}`;

export function Button({ kind, icon, wide, busy, refused, children, onClick, type = 'button', ...rest }: ButtonProps) {
  const off = (busy ?? false) || Boolean(refused);
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ kind, wide })}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      title={refused ?? rest.title}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <LoaderCircle size={18} className="spin" aria-hidden /> : icon}
      <span>{children}</span>
      {refused && <span className="hidden-text">: {refused}</span>}
    </button>
  );
}

/** A way to another address, looking like a button. */
export function ButtonLink({
  to,
  kind,
  icon,
  wide,
  children,
}: Looks & { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link to={to} className={classOf({ kind, wide })}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its name: read out, and shown on hover. */
  readonly label: string;
  readonly children: ReactNode;
}

export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} className="icon-button" aria-label={label} title={label}>
      {children}
    </button>
  );
}
