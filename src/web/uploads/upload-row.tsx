import { Pause, Play, X } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { useLanguage } from '../texts/language.ts';
import { IconButton } from '../ui/button.tsx';
import { sizeInWords } from '../words/amounts.ts';
import { spanInWords } from '../words/when.ts';
import type { Upload } from './uploads.ts';

/** A file on its way: how far, how fast, how long still; pause, go on, give up. */
export function UploadRow({ upload }: { readonly upload: Upload }) {
  const t = useTexts(common);
  const { name, size, done, state, problem } = upload;
  const standing = useStanding(upload);
  return (
    <div className="file">
      <div className="file-text">
        <span className="file-name two-lines">{name}</span>
        <progress max={100} value={size === 0 ? 100 : Math.floor((done / size) * 100)} aria-label={name} />
        <span className={state === 'failed' ? 'small field-error' : 'small quiet'}>{problem?.detail ?? standing}</span>
      </div>
      {state === 'running' ? (
        <IconButton label={`${t('pause')}: ${name}`} onClick={() => upload.pause()}>
          <Pause size={16} aria-hidden />
        </IconButton>
      ) : (
        <IconButton label={`${t('resume')}: ${name}`} onClick={() => upload.resume()}>
          <Play size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton label={t('remove', { name })} onClick={() => upload.cancel()}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

function useStanding({ size, done, speed }: Upload): string {
  const t = useTexts(common);
  const language = useLanguage();
  const so = `${sizeInWords(done, language)} / ${sizeInWords(size, language)}`;
  if (!speed) return so;
  const left = spanInWords(((size - done) / speed) * 1000, language);
  return `${so} · ${t('traySpeed', { speed: sizeInWords(Math.round(speed), language) })} · ${t('trayLeft', { time: left })}`;
}
