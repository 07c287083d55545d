/** Why a unit refuses or returns a document: coded, so that the sender can count and act; always with words (ND30 Art 21.2a–b). */
export const REFUSAL_REASONS = [
  'wrong_addressee',
  'not_authentic',
  'damaged',
  'missing_attachment',
  'wrong_form',
  'duplicate',
  'not_competent',
  'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];
