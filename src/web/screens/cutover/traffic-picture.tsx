import type { TrafficDayWire } from '../../../cutover/cutover.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { useNow } from '../../ui/clock.ts';
import { countInWords } from '../../words/amounts.ts';
import { dayInWords, localDay } from '../../words/when.ts';
import { Part } from '../admin/parts/facts.tsx';
import { trafficOf, type Traffic } from './traffic.ts';

const HEIGHT = 100;
const STEP = 10;

/** What still goes the old way, day by day, and whether it falls. */
export function TrafficPicture({ days }: { readonly days: readonly TrafficDayWire[] }) {
  const t = useTexts(cutoverTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  const traffic = trafficOf(days, localDay(useNow()));
  const { bars, now, before, countsArrivals } = traffic;
  const isQuiet = bars.every(({ arrived, copies }) => arrived + copies === 0);
  return (
    <Part title={t('traffic')}>
      <p className="quiet">{t('trafficText')}</p>
      {isQuiet ? (
        <p>{t('trafficNone')}</p>
      ) : (
        <>
          <p>
            {t('trafficSum', { now: n(now), before: n(before) })} {now < before && <strong>{t('trafficDown')}</strong>}
            {now > before && <strong>{t('trafficUp')}</strong>}
          </p>
          <Bars traffic={traffic} />
          <Table traffic={traffic} />
        </>
      )}
      {!countsArrivals && <p className="small quiet">{t('trafficUncounted')}</p>}
    </Part>
  );
}

function Bars({ traffic: { bars, most } }: { readonly traffic: Traffic }) {
  const t = useTexts(cutoverTexts);
  const high = (count: number): number => (count / most) * HEIGHT;
  return (
    <figure className="traffic">
      <svg
        viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        className="traffic-bars"
      >
        <title>{t('trafficPicture')}</title>
        {bars.map(({ day, arrived, copies }, i) => (
          <g key={day}>
            <title>{`${dayInWords(day)}: ${arrived} + ${copies}`}</title>
            <rect x={i * STEP} y={0} width={STEP} height={HEIGHT} className="traffic-day" />
            <rect
              x={i * STEP + 1}
              width={STEP - 2}
              y={HEIGHT - high(arrived)}
              height={high(arrived)}
              data-part="arrived"
            />
            <rect
              x={i * STEP + 1}
              width={STEP - 2}
              y={HEIGHT - high(arrived + copies)}
              height={high(copies)}
              data-part="copies"
            />
          </g>
        ))}
      </svg>
      <figcaption className="line spread small quiet">
        <span>{dayInWords(bars[0]?.day ?? '')}</span>
        <span className="line">
          <span className="traffic-key" data-part="arrived">
            {t('arrived')}
          </span>
          <span className="traffic-key" data-part="copies">
            {t('copies')}
          </span>
        </span>
        <span>{dayInWords(bars.at(-1)?.day ?? '')}</span>
      </figcaption>
    </figure>
  );
}

/** The same to be read: days on which nothing went are left out. */
function Table({ traffic: { bars } }: { readonly traffic: Traffic }) {
  const t = useTexts(cutoverTexts);
  return (
    <details className="filter-box">
      <summary>{t('trafficTable')}</summary>
      <table className="table traffic-table">
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('arrived')}</th>
            <th scope="col">{t('copies')}</th>
          </tr>
        </thead>
        <tbody>
          {bars
            .filter(({ arrived, copies }) => arrived + copies > 0)
            .map(({ day, arrived, copies }) => (
              <tr key={day}>
                <td>{dayInWords(day)}</td>
                <td>{arrived}</td>
                <td>{copies}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
