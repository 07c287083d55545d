import type { UnitDetailWire } from '../../../../units/unit.wire.ts';

/** A unit as it is typed: empty where nothing was said. */
export interface TypedUnit extends Pick<
  UnitDetailWire,
  'code' | 'name' | 'shortName' | 'kind' | 'channel' | 'symbol' | 'symbolStyle' | 'numbering' | 'place'
> {
  readonly sector: NonNullable<UnitDetailWire['sector']> | '';
  readonly email: string;
  readonly phone: string;
}

export const EMPTY: TypedUnit = {
  code: '',
  name: '',
  shortName: '',
  kind: 'agency',
  channel: 'system',
  symbol: '',
  symbolStyle: 'doan',
  numbering: 'TERM',
  place: '',
  sector: '',
  email: '',
  phone: '',
};

export function typedOf(unit: UnitDetailWire): TypedUnit {
  const { code, name, shortName, kind, channel, symbol, symbolStyle, numbering, place } = unit;
  return {
    code,
    name,
    shortName,
    kind,
    channel,
    symbol,
    symbolStyle,
    numbering,
    place,
    sector: unit.sector ?? '',
    email: unit.contact?.email ?? '',
    phone: unit.contact?.phone ?? '',
  };
}
