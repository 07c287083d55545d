/** The form of a unit's code. */
export const CODE = /^[A-Z0-9][A-Z0-9._-]{0,39}$/;
/** What the number format can read back as the issuer of `137-QĐ/ĐTN`. */
export const SYMBOL = /^[\p{L}\p{N}.&]+(?:-[\p{L}\p{N}.&]+)*$/u;
export const PHONE = /^[0-9+][0-9 ().+-]{2,29}$/;
