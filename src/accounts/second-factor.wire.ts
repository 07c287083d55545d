import { ApiProperty } from '@nestjs/swagger';

/** `off` · `on` · `needed`: off, and the person's role demands it. */
export const SECOND_FACTOR_STATES = ['off', 'on', 'needed'] as const;
export type SecondFactorState = (typeof SECOND_FACTOR_STATES)[number];

export class SecondFactorWire {
  @ApiProperty({ enum: SECOND_FACTOR_STATES })
  state!: SecondFactorState;
  /** Since when it is on. */
  @ApiProperty({ nullable: true, type: String })
  confirmedAt!: string | null;
  /** Recovery codes not used yet. */
  recoveryCodesLeft!: number;
}

/** Shown once: the secret is never answered again. */
export class SecondFactorEnrolmentWire {
  /** Base32, for typing into the app. */
  secret!: string;
  /** otpauth://…, for opening the app. */
  uri!: string;
  /** The same as a QR code: an SVG document. */
  qrSvg!: string;
}

/** Shown once, to be printed or written down; each gets the person in once without the app. */
export class RecoveryCodesWire {
  recoveryCodes!: string[];
}
