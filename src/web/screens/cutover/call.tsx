import { Phone } from 'lucide-react';
import type { UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { dialled } from './roads.ts';

/** Whom to call at a unit: name, post, and a number that rings at one press. */
export function Call({ road }: { readonly road: Pick<UnitCutoverWire, 'contact' | 'phone' | 'unitName'> }) {
  const t = useTexts(cutoverTexts);
  const { contact, phone, unitName } = road;
  return (
    <span className="call">
      {contact ? (
        <span>
          {contact.name} <span className="small quiet">{contact.title}</span>
        </span>
      ) : (
        <span className="quiet">{t('noContact')}</span>
      )}
      {phone ? (
        <a className="call-number" href={dialled(phone)} aria-label={`${t('call', { phone })}: ${unitName}`}>
          <Phone size={16} aria-hidden />
          {phone}
        </a>
      ) : (
        <span className="small quiet">{t('noPhone')}</span>
      )}
    </span>
  );
}
