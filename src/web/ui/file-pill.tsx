import type { ReactNode } from 'react';
import { Download, Paperclip, X } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { useLanguage } from '../texts/language.ts';
import { sizeInWords } from '../words/amounts.ts';
import { IconButton } from './button.tsx';

const SCANS = {
  clean: 'fileReady',
  pending: 'filePending',
  infected: 'fileInfected',
  unscannable: 'fileUnscannable',
} as const;

interface FilePillProps {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Of the virus scanner; `clean` is not mentioned unless nothing else is. */
  readonly scan?: keyof typeof SCANS;
  /** Where to load it from (`addressOf(…)`); left out while it may not be opened. */
  readonly href?: string;
  readonly onRemove?: () => void;
  readonly children?: ReactNode;
}

/** A file: name, size, what the scanner says, and what can be done with it. */
export function FilePill({ name, size, scan, href, onRemove, children }: FilePillProps) {
  const t = useTexts(common);
  const language = useLanguage();
  const isBad = scan === 'infected' || scan === 'unscannable';
  return (
    <div className={isBad ? 'file file-bad' : 'file'}>
      <Paperclip size={18} aria-hidden />
      <div className="file-text">
        <span className="file-name two-lines">{name}</span>
        <span className="quiet small">
          {sizeInWords(size, language)}
          {scan && scan !== 'clean' && <> · {t(SCANS[scan])}</>}
        </span>
        {children}
      </div>
      {href && !isBad && (
        <a
          className="icon-button"
          href={href}
          download
          aria-label={t('download', { name })}
          title={t('download', { name })}
        >
          <Download size={18} aria-hidden />
        </a>
      )}
      {onRemove && (
        <IconButton label={t('remove', { name })} onClick={onRemove}>
          <X size={18} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
