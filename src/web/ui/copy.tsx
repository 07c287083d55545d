import { useState } from 'react';
import { Copy } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

/** A code for whoever helps: small, to be copied by one press. Where the browser forbids it, it can be marked by hand. */
export function CopyCode({ code }: { readonly code: string }) {
  const t = useTexts(common);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(code).then(() => setCopied(true), () => undefined);
  };
  return (
    <p className="copy-code">
      <code>{code}</code>
      <button type="button" className="link-button" onClick={copy} aria-label={t('copyCode')}>
        <Copy size={14} aria-hidden /> {t(copied ? 'copied' : 'copy')}
      </button>
    </p>
  );
}
