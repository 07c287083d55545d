import type { IssuedActivationCodeWire } from '../../../../credentials/activation-codes.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminSlipsTexts } from '../../../texts/admin-slips.vi.ts';
import { whenExactly } from '../../../words/when.ts';
import { Qr } from './qr.tsx';

type Slip = IssuedActivationCodeWire;

/** The slips as they are printed on A4: three to a page, with lines to cut along. */
export function SlipSheet({ slips }: { readonly slips: readonly Slip[] }) {
  return (
    <ol className="slips">
      {slips.map((slip) => (
        <li key={slip.id} className="slip">
          <SlipOf slip={slip} />
        </li>
      ))}
    </ol>
  );
}

function SlipOf({ slip }: { readonly slip: Slip }) {
  const t = useTexts(adminSlipsTexts);
  const address = `${location.origin}/activation`;
  return (
    <article aria-label={`${t('slipTitle')}: ${slip.displayName}`}>
      <h2>{t('slipTitle')}</h2>
      <p>
        {t('slipFor')} <strong>{slip.displayName}</strong>
        {slip.unitName && <span className="quiet"> · {slip.unitName}</span>}
      </p>
      <div className="slip-body">
        <dl className="admin-facts">
          <div>
            <dt>{t('address')}</dt>
            <dd className="slip-address">{address}</dd>
          </div>
          <div>
            <dt>{t('username')}</dt>
            <dd>
              <code className="slip-code">{slip.username}</code>
            </dd>
          </div>
          <div>
            <dt>{t('code')}</dt>
            <dd>{slip.code ? <code className="slip-code">{slip.code}</code> : t('shownOnce')}</dd>
          </div>
        </dl>
        {/* Behind the #: a browser never sends that part to a server. The code itself stays on the paper. */}
        <Qr text={`${address}#${encodeURIComponent(slip.username)}`} label={t('qr')} />
      </div>
      <ol className="slip-steps">
        <li>{t('step1')}</li>
        <li>{t('step2')}</li>
        <li>{t('step3')}</li>
      </ol>
      <p className="small quiet">{t('expires', { when: whenExactly(slip.expiresAt) })}</p>
    </article>
  );
}
