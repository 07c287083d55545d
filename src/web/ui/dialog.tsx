import { useEffect, useId, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { Button, IconButton } from './button.tsx';

const FIRST = 'input:not([type=hidden]), select, textarea, .dialog-foot button';

interface DialogProps {
  readonly title: string;
  /** Escape and the cross; null: it stays until it is answered. */
  readonly onClose: (() => void) | null;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A modal window: the browser's own, which keeps the focus inside and gives it back. Mount it to open it. */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const t = useTexts(common);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    // Otherwise the cross would have the focus, being first.
    shown?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className="dialog-head">
        <h2 id={id}>{title}</h2>
        {onClose && (
          <IconButton label={t('close')} onClick={onClose}>
            <X size={18} aria-hidden />
          </IconButton>
        )}
      </header>
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  /** The consequence itself: who exactly, how many, which files, from which number. */
  readonly children: ReactNode;
  /** Verb and count: "Gửi tới 41 đơn vị". */
  readonly action: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly busy: boolean;
  /** Why it cannot be confirmed now. */
  readonly refused?: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** For what cannot be undone: shows what will happen, and the button says it again. */
export function ConfirmConsequence({ title, children, action, danger, wide, busy, refused, ...acts }: ConfirmProps) {
  const t = useTexts(common);
  return (
    <Dialog title={title} onClose={busy ? null : acts.onClose} {...(wide && { wide })}>
      <div className="stack">{children}</div>
      <footer className="dialog-foot">
        <Button kind={danger ? 'danger' : 'primary'} busy={busy} refused={refused ?? null} onClick={acts.onConfirm}>
          {action}
        </Button>
        <Button onClick={acts.onClose} disabled={busy}>
          {t('cancel')}
        </Button>
      </footer>
    </Dialog>
  );
}
