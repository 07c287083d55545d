import { useState } from 'react';
import { Copy } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

interface CopyProps {
  readonly code: string;
  /** Also to be read: where the sentence alone does not help, and where the browser forbids copying. */
  readonly shown?: boolean;
  /** What the button says; for anything but the code of an error. */
  readonly label?: string;
}

/** A code for whoever helps, copied by one press. */
export function CopyCode({ code, label, shown = !('clipboard' in navigator) }: CopyProps) {
  const t = useTexts(common);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(code).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <p className="copy-code">
      {shown && <code>{code}</code>}
      <button type="button" className="link-button" onClick={copy} title={code}>
        <Copy size={14} aria-hidden /> {copied ? t('copied') : (label ?? t('copyCode'))}
      </button>
    </p>
  );
}
