import { memo } from 'react';
import { Paperclip, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { ArchivedMailLineWire } from '../../../mail-archive/archived-mail.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { Mark, When } from '../../ui/marks.tsx';
import { shortened } from '../../words/shortened.ts';
import { senderOf } from './mail-words.ts';

const SUBJECT = 110;
const SNIPPET = 90;

interface RowProps {
  readonly line: ArchivedMailLineWire;
  readonly search: string;
  readonly open: boolean;
}

/** One old mail: who, what about, how it begins. */
export const ArchivedRow = memo(function ArchivedRow({ line, search, open }: RowProps) {
  const t = useTexts(mailTexts);
  const { id, subject, snippet, receivedAt, fileCount, defects } = line;
  const [odd] = defects;
  return (
    <li className="list-row inbox-row" data-open={open}>
      <Link
        to={`/archived-mails/${id}${search}`}
        data-row={id}
        className="inbox-link mail-link"
        aria-current={open ? 'true' : undefined}
      >
        <span className="line spread">
          <span className="mail-from">{senderOf(line) || t('noSender')}</span>
          <When at={receivedAt} short />
        </span>
        <span className="mail-subject" title={subject}>
          {shortened(subject, SUBJECT) || t('noSubject')}
        </span>
        <span className="line spread small">
          <span className="quiet mail-snippet">{shortened(snippet, SNIPPET)}</span>
          <span className="inbox-marks">
            {odd && (
              <Mark tone="orange" icon={<TriangleAlert size={16} aria-hidden />}>
                {t(`odd.${odd}`)}
              </Mark>
            )}
            {fileCount > 0 && (
              <Mark tone="grey" icon={<Paperclip size={16} aria-hidden />}>
                {t('files', { count: fileCount })}
              </Mark>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
});
