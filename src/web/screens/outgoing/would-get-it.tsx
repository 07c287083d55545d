import { useState } from 'react';
import type { WouldGetItWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Button } from '../../ui/button.tsx';

const FEW = 4;

/** Who exactly gets it, how each is reached; all names on demand. */
export function WouldGetIt({ recipients }: { readonly recipients: readonly WouldGetItWire[] }) {
  const t = useTexts(outgoingTexts);
  const [isWhole, showWhole] = useState(false);
  if (recipients.length === 0) return null;
  const by = (channel: string): number => recipients.filter((one) => one.channel === channel).length;
  const [mail, paper] = [by('email'), by('paper')];
  const shown = isWhole ? recipients : recipients.slice(0, FEW);
  return (
    <div>
      <p>
        <strong>{t('unitsInAll', { count: recipients.length })}</strong>
        {mail > 0 && ` · ${t('byMail', { count: mail })}`}
        {paper > 0 && ` · ${t('onPaper', { count: paper })}`}
      </p>
      <ul className="rows would-get" aria-label={t('recipients')} tabIndex={isWhole ? 0 : undefined}>
        {shown.map(({ unitId, name, purpose }) => (
          <li key={unitId} className="row">
            <span>{name}</span>
            <span className="quiet small">{t(`purpose_${purpose}`)}</span>
          </li>
        ))}
      </ul>
      {recipients.length > FEW && (
        <Button kind="quiet" aria-expanded={isWhole} onClick={() => showWhole(!isWhole)}>
          {isWhole ? t('fewer') : t('allOfThem', { count: recipients.length })}
        </Button>
      )}
    </div>
  );
}
