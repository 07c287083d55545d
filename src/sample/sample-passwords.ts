/** The one password of every sample account. Public, so those accounts are refused in production. */
export const SAMPLE_PASSWORD = 'Khoi-2020-mau!';
