import type { AuditEntryWire } from '../../../../platform/audit/audit.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { auditTexts } from '../../../texts/audit.vi.ts';
import { When } from '../../../ui/marks.tsx';
import { Facts } from '../parts/facts.tsx';
import { actInWords, detailInWords } from './audit-words.ts';

/** One line of the log; what else it holds opens below it. */
export function AuditEntry({ entry }: { readonly entry: AuditEntryWire }) {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  const name = entry.accountName ?? t(entry.act.startsWith('session.') ? 'nobody' : 'service');
  return (
    <li className="row audit-row">
      <span className="grows">
        <strong>{actInWords(entry.act, language)}</strong>
        {entry.subjectName && <>: {entry.subjectName}</>}
        <small className="quiet block">
          {entry.forAccountName ? t('instead', { name, other: entry.forAccountName }) : name}
          {entry.unitName && ` · ${entry.unitName}`}
        </small>
      </span>
      <span className="quiet">
        <When at={entry.at} />
      </span>
      <details>
        <summary>
          {t('detail')}
          <span className="hidden-text">: {actInWords(entry.act, language)}</span>
        </summary>
        <Facts
          rows={[
            ...detailInWords(entry.detail, language),
            [t('address'), entry.address ?? t('nothing')],
            [t('code'), <code key="act">{entry.act}</code>],
            ...(entry.subjectId ? [[t('id'), <code key="id">{entry.subjectId}</code>] as const] : []),
          ]}
        />
      </details>
    </li>
  );
}
