import { Pause, Play, X } from 'lucide-react';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { useLanguage } from '../texts/language.ts';
import { sizeInWords } from '../words/amounts.ts';
import { spanInWords } from '../words/when.ts';
import { IconButton } from './button.tsx';
import { dropWork, useWorks, type TrayWork } from './tray-work.ts';

/** Uploads and other long work at the edge of the page: progress, speed, remaining time, pause. */
export function Tray() {
  const t = useTexts(common);
  const works = useWorks();
  if (works.length === 0) return null;
  return (
    <section className="tray" aria-label={t('tray')}>
      <h2 className="small">{t('trayCount', { count: works.filter(({ state }) => state === 'running').length })}</h2>
      {works.map((work) => (
        <Work key={work.id} work={work} />
      ))}
    </section>
  );
}

function Work({ work }: { readonly work: TrayWork }) {
  const t = useTexts(common);
  const percent = work.total === 0 ? 100 : Math.floor((work.done / work.total) * 100);
  return (
    <div className="work">
      <div className="work-text">
        <span className="two-lines">{work.title}</span>
        <progress max={100} value={percent} aria-label={work.title} />
        <span className={work.state === 'failed' ? 'small field-error' : 'small quiet'}>
          {useStanding(work, percent)}
        </span>
      </div>
      {work.state === 'running' && work.onPause && (
        <IconButton label={t('pause')} onClick={work.onPause}>
          <Pause size={16} aria-hidden />
        </IconButton>
      )}
      {(work.state === 'paused' || work.state === 'failed') && work.onResume && (
        <IconButton label={t('resume')} onClick={work.onResume}>
          <Play size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={t(work.state === 'done' ? 'close' : 'cancel')}
        onClick={() => {
          if (work.state !== 'done') work.onCancel?.();
          dropWork(work.id);
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

function useStanding(work: TrayWork, percent: number): string {
  const t = useTexts(common);
  const language = useLanguage();
  if (work.state === 'failed') return work.problem ?? t('errorTitle');
  if (work.state === 'done') return t('trayDone');
  const size = `${sizeInWords(work.done, language)} / ${sizeInWords(work.total, language)} (${percent}%)`;
  if (work.state === 'paused' || !work.speed) return size;
  const left = spanInWords(((work.total - work.done) / work.speed) * 1000, language);
  return `${size} · ${t('traySpeed', { speed: sizeInWords(work.speed, language) })} · ${t('trayLeft', { time: left })}`;
}
