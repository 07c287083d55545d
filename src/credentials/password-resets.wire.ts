/** The same for everybody who asks, known or not. */
export class PasswordResetRequestedWire {
  /** Minutes for which a link will hold, if one is mailed. */
  linkMinutes!: number;
}
