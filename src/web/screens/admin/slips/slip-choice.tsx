import type { ActivationCodeWire } from '../../../../credentials/activation-codes.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminSlipsTexts } from '../../../texts/admin-slips.vi.ts';
import { CheckField } from '../../../ui/fields.tsx';
import { When } from '../../../ui/marks.tsx';

interface ChoiceProps {
  readonly slips: readonly ActivationCodeWire[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** There are more than are shown. */
  readonly isCut: boolean;
}

/** Which slips: one person may take those of a whole unit. */
export function SlipChoice({ slips, chosen, onChange, isCut }: ChoiceProps) {
  const t = useTexts(adminSlipsTexts);
  const isAll = chosen.length === slips.length;
  const toggle = (id: string, on: boolean): void => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <fieldset>
      <legend>
        <strong>{t('handWhich')}</strong>
      </legend>
      <p className="small quiet">{t('handWhichHint')}</p>
      <CheckField
        label={t('chooseAll')}
        checked={isAll}
        onChange={(on) => onChange(on ? slips.map(({ id }) => id) : [])}
      />
      <div className="slip-choice" tabIndex={0} role="group" aria-label={t('handWhich')}>
        {slips.map((slip) => (
          <CheckField
            key={slip.id}
            checked={chosen.includes(slip.id)}
            onChange={(on) => toggle(slip.id, on)}
            label={
              <>
                {slip.displayName} <span className="quiet">({slip.username})</span>{' '}
                <span className="small quiet">
                  {t('issuedAt')} <When at={slip.issuedAt} />
                </span>
              </>
            }
          />
        ))}
      </div>
      {isCut && <p className="small quiet">{t('handMore')}</p>}
    </fieldset>
  );
}
