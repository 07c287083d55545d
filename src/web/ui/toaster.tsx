import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { Button, IconButton } from './button.tsx';
import { CopyCode } from './copy.tsx';
import { dismiss, useToasts, type Toast } from './toasts.ts';

const ICONS = { good: CircleCheck, bad: TriangleAlert, calm: Info } as const;

/** Where `tell()` speaks. */
export function Toaster() {
  const t = useTexts(common);
  const toasts = useToasts();
  const section = useRef<HTMLElement>(null);
  // The page leaves as much room at its end, so that whatever lies behind them can be scrolled clear.
  useLayoutEffect(() => {
    const height = section.current?.offsetHeight ?? 0;
    document.documentElement.style.setProperty('--toasts', `${height}px`);
  }, [toasts]);
  return (
    <section className="toasts" aria-label={t('notices')} aria-live="polite" ref={section}>
      {toasts.map((toast) => (
        <One key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function One({ toast }: { readonly toast: Toast }) {
  const t = useTexts(common);
  const Icon = ICONS[toast.tone];
  const act = toast.undo ? { label: t('undo'), run: toast.undo } : toast.action;
  return (
    <div className={`toast toast-${toast.tone}`} role={toast.tone === 'bad' ? 'alert' : undefined}>
      <Icon size={20} aria-hidden />
      <div className="toast-text">
        <p>{toast.text}</p>
        {toast.code && <CopyCode code={toast.code} />}
      </div>
      {act && (
        <Button
          kind="quiet"
          onClick={() => {
            dismiss(toast.id);
            act.run();
          }}
        >
          {act.label}
        </Button>
      )}
      <IconButton label={t('close')} onClick={() => dismiss(toast.id)}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
