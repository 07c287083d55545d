import { offline } from '../../api/problem.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { kitTexts } from '../../texts/kit.vi.ts';
import { useNow } from '../../ui/clock.ts';
import { EmptyState, ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { FilePill } from '../../ui/file-pill.tsx';
import { Day, Deadline, StateMark, Urgency, When } from '../../ui/marks.tsx';
import { STATES, URGENCIES } from '../../ui/states.ts';

const HOUR = 3_600_000;

export function KitMarks() {
  const t = useTexts(kitTexts);
  const now = useNow();
  const at = (hours: number): string => new Date(now + hours * HOUR).toISOString();
  return (
    <>
      <h2>{t('states')}</h2>
      <ul className="line">
        {Object.keys(STATES).map((state) => (
          <li key={state}>
            <StateMark state={state} />
          </li>
        ))}
      </ul>
      <h2>{t('urgencies')}</h2>
      <ul className="line">
        {Object.keys(URGENCIES).map((urgency) => (
          <li key={urgency}>
            <Urgency urgency={urgency} />
          </li>
        ))}
      </ul>
      <h2>{t('dates')}</h2>
      <p className="line">
        <When at={at(-1)} /> · <When at={at(-500)} short /> · <Day on="2020-04-27" />
      </p>
      <p className="line">
        <Deadline at={at(2)} /> <Deadline at={at(-25)} /> <Deadline at={at(80)} /> <Deadline at={at(-80)} kept />
      </p>
      <h2>{t('files')}</h2>
      <FilePill name="QĐ 137 thành lập Đoàn cơ sở.pdf" size={2_400_000} scan="clean" href="/favicon.svg" />
      <FilePill
        name="Phụ lục danh sách đại biểu dự Đại hội điểm cấp cơ sở.xlsx"
        size={88_000}
        scan="infected"
        onRemove={() => undefined}
      />
      <h2>{t('conditions')}</h2>
      <Note>{t('emptyText')}</Note>
      <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
      <ErrorState error={offline()} onRetry={() => undefined} />
      <Skeletons rows={2} />
    </>
  );
}
