import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

export function Brand() {
  const t = useTexts(common);
  return (
    <p className="brand">
      <img src="/favicon.svg" width={32} height={32} alt="" />
      <span>
        <strong>{t('product')}</strong>
        <span className="small quiet">{t('productLong')}</span>
      </span>
    </p>
  );
}
