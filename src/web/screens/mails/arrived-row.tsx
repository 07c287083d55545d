import { memo } from 'react';
import { Link } from 'react-router';
import type { ArrivedMailLineWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts } from '../../texts/arrived-mails.vi.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { When } from '../../ui/marks.tsx';
import { shortened } from '../../words/shortened.ts';
import type { Box } from './arrived-filter.ts';
import { ArrivedMarks, ArrivedStateMark } from './arrived-marks.tsx';
import { senderOf } from './mail-words.ts';

const SUBJECT = 110;

interface RowProps {
  readonly line: ArrivedMailLineWire;
  readonly search: string;
  readonly open: boolean;
  /** In most of them all mails stand alike. */
  readonly box: Box;
}

/** One mail: who, what about, to which old address. */
export const ArrivedRow = memo(function ArrivedRow({ line, search, open, box }: RowProps) {
  const t = useTexts(arrivedTexts);
  const m = useTexts(mailTexts);
  const { id, subject, arrivedAt, state, inboxes } = line;
  return (
    <li className="list-row inbox-row" data-open={open} data-unread={state === 'waiting' && !line.isSpam}>
      <Link
        to={`/arrived-mails/${id}${search}`}
        data-row={id}
        className="inbox-link mail-link"
        aria-current={open ? 'true' : undefined}
      >
        <span className="line spread">
          <span className="mail-from">{senderOf(line) || m('noSender')}</span>
          <When at={arrivedAt} short />
        </span>
        <span className="mail-subject" title={subject}>
          {shortened(subject, SUBJECT) || m('noSubject')}
        </span>
        <span className="line spread small">
          <span className="quiet mail-snippet">{t('to', { addresses: inboxes.join(', ') })}</span>
          <span className="inbox-marks">
            {box === 'all' && <ArrivedStateMark state={state} />}
            <ArrivedMarks {...line} />
          </span>
        </span>
      </Link>
    </li>
  );
});
